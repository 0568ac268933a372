using Microsoft.Extensions.Options;
using Rankion.Core.Storage;

namespace Rankion.Tests.Storage;

public sealed class DiskBlobStoreTests : IDisposable
{
    private static readonly string Name = BlobNames.Original(new string('a', 64), "png");

    private readonly string folder = Directory.CreateTempSubdirectory("rankion-").FullName;
    private readonly DiskBlobStore store;

    public DiskBlobStoreTests() => store = new(Options.Create(new StorageOptions { DataPath = folder }), TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTime Tomorrow => TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_was_put_can_be_read()
    {
        await store.PutAsync(Name, new byte[] { 1, 2, 3 }, Ct);

        Assert.True(await store.ExistsAsync(Name, Ct));
        Assert.Equal([1, 2, 3], await ReadAsync(Name));
    }

    [Fact]
    public async Task What_was_never_put_is_null() => Assert.Null(await store.OpenAsync(Name, Ct));

    [Fact]
    public async Task A_file_that_is_there_stays_and_counts_as_just_written()
    {
        await store.PutAsync(Name, new byte[] { 1 }, Ct);
        Age(Name, TimeSpan.FromHours(5));

        await store.PutAsync(Name, new byte[] { 2 }, Ct);

        Assert.Equal([1], await ReadAsync(Name));
        Assert.False(await store.DeleteAsync(Name, Tomorrow.AddDays(-1).AddMinutes(-5), Ct));
    }

    [Fact]
    public async Task A_write_that_is_cancelled_leaves_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(Name, new byte[] { 1 }, cancelled.Token));

        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_reader_never_sees_half_a_file_while_many_write_it()
    {
        var whole = new byte[2_000_000];
        Array.Fill(whole, (byte)7);
        var writers = Enumerable.Range(0, 8).Select(_ => store.PutAsync(Name, whole, Ct)).ToList();
        var all = Task.WhenAll(writers);

        while (!all.IsCompleted)
        {
            await using var file = await store.OpenAsync(Name, Ct);
            Assert.Equal(whole.Length, file?.Length ?? whole.Length);
            await Task.Yield();
        }

        await all;
        Assert.Equal(whole, await ReadAsync(Name));
        Assert.Equal([Name], await store.ListAsync(Tomorrow, Ct).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("../rankion.db")]
    [InlineData("originals/../../rankion.db")]
    [InlineData("/etc/passwd")]
    [InlineData("originals//a")]
    [InlineData("originals/")]
    [InlineData("originals\\..\\a")]
    [InlineData("originals/.hidden")]
    [InlineData("a\0b")]
    [InlineData("C:/a")]
    [InlineData("")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutAsync(name, new byte[] { 1 }, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync(name, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(name, Tomorrow, Ct));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Only_files_older_than_asked_are_listed_and_deleted()
    {
        var old = BlobNames.Thumbnail(new string('b', 64), 320);
        await store.PutAsync(Name, new byte[] { 1 }, Ct);
        await store.PutAsync(old, new byte[] { 1 }, Ct);
        Age(old, TimeSpan.FromHours(2));
        var anHourAgo = Tomorrow.AddDays(-1).AddHours(-1);

        Assert.Equal([old], await store.ListAsync(anHourAgo, Ct).ToListAsync(Ct));
        Assert.False(await store.DeleteAsync(Name, anHourAgo, Ct));
        Assert.True(await store.DeleteAsync(old, anHourAgo, Ct));
        Assert.False(await store.DeleteAsync(old, anHourAgo, Ct));
    }

    private void Age(string name, TimeSpan by)
    {
        var path = Path.Combine(folder, "files", name);
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path) - by);
    }

    private async Task<byte[]> ReadAsync(string name)
    {
        await using var file = await store.OpenAsync(name, Ct);
        using var memory = new MemoryStream();
        await file!.CopyToAsync(memory, Ct);
        return memory.ToArray();
    }
}
