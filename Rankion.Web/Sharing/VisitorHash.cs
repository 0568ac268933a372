using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rankion.Core;
using Rankion.Core.Data;

namespace Rankion.Web.Sharing;

/// <summary>
/// Knows a viewer again for the rest of the day, without keeping who it was: a hash of address and browser under a key that is
/// another one every day.
/// </summary>
internal sealed class VisitorHash(ServerSecrets secrets, TimeProvider time)
{
    private const string KeyName = "visitor-key";

    private const int Bytes = 16;

    private byte[]? key;

    public async Task<byte[]> OfAsync(HttpContext http, CancellationToken ct)
    {
        key ??= Convert.FromBase64String(await secrets.GetOrCreateAsync(KeyName, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), ct));
        var day = time.UtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var today = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(day));
        return HMACSHA256.HashData(today, Encoding.UTF8.GetBytes($"{http.Connection.RemoteIpAddress}\n{http.Request.Headers.UserAgent}"))[..Bytes];
    }
}
