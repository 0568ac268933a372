using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Exports;

public sealed class ExportMemoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_pass_through_in_small_pieces_however_large_they_are()
    {
        PiecesStore? store = null;
        await using var stage = await Stage.OpenAsync(configure: setup => setup.Override(services =>
            services.AddSingleton<IBlobStore>(s => store = new PiecesStore(new(s.GetRequiredService<IOptions<StorageOptions>>(), setup.Clock!)))));
        var team = await stage.CreateTeamAsync();
        var bytes = Pictures.MakeNoise(1200, 1000, 1);
        var stored = await stage.Get<ImageIngest>().StoreAsync(bytes, Ct);
        var drawn = Enumerable.Repeat<Action<Image>>(i => i.Complete(stored, null, i.CreatedAt), 30);
        var images = await stage.Database.AddImagesAsync(team.Owner, stage.Clock.UtcNow, drawn);
        await stage.StartAsync();

        var jobId = await stage.Get<Exporter>().RequestAsync(team.Owner, ExportingWorld.Of(images), Ct);
        await stage.Services.WhenJobEndsAsync(team.Owner, jobId);

        var export = (await stage.Get<Exporter>().FindAsync(team.Owner, jobId, Ct))!;
        Assert.Equal(ExportStatus.Ready, export.Status);
        Assert.True(export.Export.SizeBytes > 30L * bytes.Length && bytes.Length > 1 << 20);
        Assert.InRange(store!.LargestPiece, 1, 256 << 10);
    }

    /// <summary>The disk, and a look at how much is asked of it at once.</summary>
    private sealed class PiecesStore(DiskBlobStore disk) : IBlobStore
    {
        public int LargestPiece { get; private set; }

        public Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct) => disk.PutAsync(name, bytes, ct);

        public Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct) =>
            disk.WriteAsync(name, file => write(new PiecesStream(file, Saw)), ct);

        public async Task<Stream?> OpenAsync(string name, CancellationToken ct) =>
            await disk.OpenAsync(name, ct) is { } file ? new PiecesStream(file, Saw) : null;

        public Task<bool> ExistsAsync(string name, CancellationToken ct) => disk.ExistsAsync(name, ct);

        public Task<bool> DeleteAsync(string name, DateTime writtenBefore, CancellationToken ct) => disk.DeleteAsync(name, writtenBefore, ct);

        public IAsyncEnumerable<string> ListAsync(DateTime writtenBefore, CancellationToken ct) => disk.ListAsync(writtenBefore, ct);

        private void Saw(int bytes) => LargestPiece = Math.Max(LargestPiece, bytes);
    }

    private sealed class PiecesStream(Stream file, Action<int> saw) : Stream
    {
        public override bool CanRead => file.CanRead;

        public override bool CanSeek => file.CanSeek;

        public override bool CanWrite => file.CanWrite;

        public override long Length => file.Length;

        public override long Position
        {
            get => file.Position;
            set => file.Position = value;
        }

        public override void Flush() => file.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => file.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

        public override void SetLength(long value) => file.SetLength(value);

        public override int Read(byte[] buffer, int offset, int count)
        {
            saw(count);
            return file.Read(buffer, offset, count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            saw(buffer.Length);
            return file.ReadAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            saw(count);
            file.Write(buffer, offset, count);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            saw(buffer.Length);
            return file.WriteAsync(buffer, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}
