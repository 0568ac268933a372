using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;
using Rankion.Core;

namespace Rankion.Web.Api;

/// <summary>
/// The ETags of what can be changed: the version of its row, then a hash of all that was shown. A reader is told of every
/// difference. A change under If-Match goes by the version alone, so that nobody's rename is refused because a link was viewed
/// or a variant has become ready.
/// </summary>
internal static class ApiVersions
{
    private const char Separator = '-';

    public static string ETag(byte[] body, int? version)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        return version is null ? $"\"{hash}\"" : string.Create(CultureInfo.InvariantCulture, $"\"{version}{Separator}{hash}\"");
    }

    /// <summary>The version that a change was thought out on; null where the client did not say.</summary>
    /// <exception cref="RefusalException">412 for an ETag that was never one of ours.</exception>
    public static int? Expected(HttpRequest request)
    {
        var given = request.GetTypedHeaders().IfMatch;
        if (given.Count == 0 && !request.Headers.ContainsKey(HeaderNames.IfMatch))
            return null;
        if (given.Any(e => e.Equals(EntityTagHeaderValue.Any)))
            return null;
        // several ETags are several versions that would do; the newest is the only one that still can
        return given.Where(e => !e.IsWeak).Select(VersionOf).Max() ?? throw Refusal.Changed();
    }

    private static int? VersionOf(EntityTagHeaderValue etag)
    {
        var text = etag.Tag.AsSpan().Trim('"');
        var end = text.IndexOf(Separator);
        return end > 0 && int.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }
}
