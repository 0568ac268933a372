using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Storage;

/// <summary>
/// Files in a folder. A write goes to <c>incoming/</c>, is flushed to the disk and then renamed to its name, so that a file is
/// there whole or not at all, whenever the power goes.
/// </summary>
public sealed class DiskBlobStore(IOptions<StorageOptions> options, TimeProvider time) : IBlobStore
{
    /// <summary>For what comes in small pieces; whole images go past it.</summary>
    private const int BufferBytes = 64 << 10;

    private readonly string root = options.Value.PathOf("files");

    // Between "it is too old" and "it is gone" nobody may touch the file and count on it.
    private readonly Lock deletion = new();

    public Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        Touch(PathOf(name)) ? Task.CompletedTask : WriteAsync(name, file => file.WriteAsync(bytes, ct).AsTask(), ct);

    public async Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct)
    {
        var path = PathOf(name);
        var incoming = PathOf(BlobNames.Incoming + Guid.NewGuid().ToString("n"));
        MakeFolder(Path.GetDirectoryName(incoming)!);
        MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            await using (var file = new FileStream(incoming, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true))
            {
                await write(file);
                await file.FlushAsync(ct);
                file.Flush(flushToDisk: true);
            }
            File.SetLastWriteTimeUtc(incoming, time.UtcNow());
            File.Move(incoming, path, overwrite: true);
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
        }
        catch
        {
            File.Delete(incoming);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(string name, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<bool> ExistsAsync(string name, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(name)));

    public Task<bool> DeleteAsync(string name, DateTime writtenBefore, CancellationToken ct)
    {
        var path = PathOf(name);
        lock (deletion)
        {
            if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= writtenBefore)
                return Task.FromResult(false);
            File.Delete(path);
            return Task.FromResult(true);
        }
    }

    public async IAsyncEnumerable<string> ListAsync(DateTime writtenBefore, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!Directory.Exists(root))
            yield break;
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc < writtenBefore)
                yield return Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
        }
        await Task.CompletedTask;
    }

    /// <summary>Makes a file that is there count as just written.</summary>
    private bool Touch(string path)
    {
        lock (deletion)
        {
            if (!File.Exists(path))
                return false;
            File.SetLastWriteTimeUtc(path, time.UtcNow());
            return true;
        }
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        for (var made = path; made != root; made = Path.GetDirectoryName(made)!)
            DirectorySync.Flush(Path.GetDirectoryName(made)!);
    }

    /// <exception cref="ArgumentException">The name could lead out of the folder, or hides something.</exception>
    private string PathOf(string name)
    {
        var valid = name.Length is > 0 and <= 200 && name.Split('/').All(part => part.Length > 0 && part[0] != '.' && part.All(IsPlain));
        return valid ? Path.Combine(root, name) : throw new ArgumentException($"'{name}' is no name of a file in the store.", nameof(name));
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
