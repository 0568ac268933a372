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
public sealed class MediaSigner(ServerSecrets secrets, TimeProvider time) : IHostedService, IDisposable
{
    private const string KeyName = "media-key";

    // 128 bits: nobody guesses them, and a page of images carries hundreds of signatures
    private const int SignatureBytes = 16;

    // one for each thread: keyed once, it signs in a third of the time
    private ThreadLocal<IncrementalHash>? hashes;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = Convert.FromBase64String(await secrets.GetOrCreateAsync(KeyName, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), cancellationToken));
        hashes = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key), trackAllValues: true);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // it is two services, and each is disposed of
        if (Interlocked.Exchange(ref hashes, null) is not { } made)
            return;
        foreach (var hash in made.Values)
            hash.Dispose();
        made.Dispose();
    }

    /// <param name="sha256">Of the original; a signature opens it and everything made of it. Of an export, its subject.</param>
    /// <param name="expires">Unix seconds.</param>
    /// <param name="fileName">What a download is called; empty for links that show.</param>
    public string Sign(string sha256, long expires, string fileName)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"{sha256}\n{expires}\n{fileName}");
        var hash = hashes?.Value ?? throw new InvalidOperationException("Links are signed once the server has started.");
        hash.AppendData(Encoding.UTF8.GetBytes(subject));
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        hash.GetHashAndReset(signature);
        return Base64Url.EncodeToString(signature[..SignatureBytes]);
    }

    /// <summary>True for a signature of this server's key that has not expired; takes the same time wherever it differs.</summary>
    public bool Allows(string sha256, long expires, string fileName, string signature) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(signature.AsSpan()), MemoryMarshal.AsBytes(Sign(sha256, expires, fileName).AsSpan()))
        && expires > new DateTimeOffset(time.UtcNow()).ToUnixTimeSeconds();
}
