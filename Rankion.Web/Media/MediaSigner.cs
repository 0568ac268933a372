using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Rankion.Core;
using Rankion.Core.Data;

namespace Rankion.Web.Media;

/// <summary>
/// Signs links to the bytes of one image or export and checks them without asking the database. The key is made once, lies with the
/// server's secrets, and is read at start.
/// </summary>
public sealed class MediaSigner(ServerSecrets secrets, TimeProvider time) : IHostedService
{
    private const string KeyName = "media-key";

    // 128 bits: nobody guesses them, and a page of images carries hundreds of signatures
    private const int SignatureBytes = 16;

    private byte[] key = [];

    public async Task StartAsync(CancellationToken cancellationToken) =>
        key = Convert.FromBase64String(await secrets.GetOrCreateAsync(KeyName, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <param name="sha256">Of the original; a signature opens it and everything made of it. Of an export, its subject.</param>
    /// <param name="expires">Unix seconds.</param>
    /// <param name="fileName">What a download is called; empty for links that show.</param>
    public string Sign(string sha256, long expires, string fileName)
    {
        if (key.Length == 0)
            throw new InvalidOperationException("Links are signed once the server has started.");
        var subject = string.Create(CultureInfo.InvariantCulture, $"{sha256}\n{expires}\n{fileName}");
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(subject)).AsSpan(0, SignatureBytes));
    }

    /// <summary>True for a signature of this server's key that has not expired; takes the same time wherever it differs.</summary>
    public bool Allows(string sha256, long expires, string fileName, string signature) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(signature.AsSpan()), MemoryMarshal.AsBytes(Sign(sha256, expires, fileName).AsSpan()))
        && expires > new DateTimeOffset(time.UtcNow()).ToUnixTimeSeconds();
}
