using System.Globalization;
using Rankion.Core;
using Rankion.Core.Storage;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/storage</c>.</summary>
internal static class StorageApi
{
    internal const string Unlimited = "Unlimited";

    public static void MapStorage(this IEndpointRouteBuilder v1) => v1.MapGet("/storage", ReadAsync).WithName("getStorage").WithTags("Storage");

    /// <summary>Read what the team keeps, and how much it may.</summary>
    internal static async Task<Item<StorageResource>> ReadAsync(StorageMeter meter, HttpContext http, CancellationToken ct)
    {
        var reading = await meter.ReadAsync(http.Actor(), ct);
        return new(new()
        {
            Used = reading.Used,
            Limit = reading.Limit,
            UsedFormatted = Format(reading.Used),
            LimitFormatted = Format(reading.Limit),
            Plan = reading.Plan.ToString().ToLowerInvariant(),
            ByKind = new(reading.Originals, reading.Derivatives),
        });
    }

    /// <param name="bytes">Null: no limit.</param>
    internal static string Format(long? bytes) => bytes is { } some ? ByteSize.Of(some, CultureInfo.InvariantCulture) : Unlimited;
}
