using System.Globalization;
using Rankion.Core.Images;

namespace Rankion.Web.Api.Compat;

/// <summary>What the doors of other systems have in common. They know finished images only: neither says how one stands.</summary>
internal static class DoorImages
{
    /// <returns>Null for what is no id, not there, not finished, or in the trash.</returns>
    public static async Task<Image?> FindAsync(this Gallery gallery, HttpContext http, string id, CancellationToken ct) =>
        Id(id) is { } number && await gallery.FindAsync(http.Actor(), number, ct) is { Image: { DeletedAt: null, Status: ProcessingStatus.Ready } image } ? image : null;

    public static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
