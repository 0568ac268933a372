namespace Rankion.Core.Storage;

/// <summary>Keeps files by name, for good and whole: what is visible is complete. Streams only.</summary>
public interface IBlobStore
{
    /// <summary>
    /// Writes the file unless it is there already (names are made of the content's hash, so what is there is the same). Half a
    /// file is never visible, and a file that is there counts as just written, which keeps the sweep away from it.
    /// </summary>
    /// <param name="name">Forward slashes, made by <see cref="BlobNames"/>.</param>
    Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>
    /// Writes a file of any size, through a stream that can seek, in place of whatever had the name. It is there once
    /// <paramref name="write"/> has returned; where that throws, nothing has changed.
    /// </summary>
    Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct);

    /// <summary>Opens the file for reading, seekable; null where there is none.</summary>
    Task<Stream?> OpenAsync(string name, CancellationToken ct);

    Task<bool> ExistsAsync(string name, CancellationToken ct);

    /// <summary>Removes the file where it is there and was last written before <paramref name="writtenBefore"/> (UTC).</summary>
    Task<bool> DeleteAsync(string name, DateTime writtenBefore, CancellationToken ct);

    /// <summary>The names of all files last written before <paramref name="writtenBefore"/> (UTC), leftovers of broken writes included.</summary>
    IAsyncEnumerable<string> ListAsync(DateTime writtenBefore, CancellationToken ct);
}
