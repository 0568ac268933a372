using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Live;
using Rankion.Core.Storage;
using Rankion.Tests.Support;

namespace Rankion.Tests.Storage;

/// <summary>The same picture comes in while it is deleted for good: whatever the order, its files are there if a row needs them.</summary>
public sealed class ImageFilesTests
{
    private static readonly byte[] Picture = TinyPng.Of(64, 64);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Files_removed_before_the_row_stands_are_stored_again(DatabaseProvider provider)
    {
        var store = new PausingStore();
        await using var stage = await OpenAsync(provider, store);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var old = await TakeInAsync(stage, actor);
        await stage.Get<Trash>().PutAsync(actor, old.Id, Ct);
        store.AfterOriginal = () => stage.Get<Shredder>().DeleteAsync(actor, old.Id, Ct);

        var image = await TakeInAsync(stage, actor);

        Assert.Null(store.AfterOriginal);
        Assert.Null(await stage.Get<Gallery>().FindAsync(actor, old.Id, Ct));
        await AllThereAsync(stage, image);
    }

    [DatabaseTheory]
    public async Task Files_are_not_removed_while_a_row_for_them_is_being_written(DatabaseProvider provider)
    {
        await using var stage = await OpenAsync(provider, new PausingStore());
        var actor = (await stage.CreateTeamAsync()).Owner;
        var old = await TakeInAsync(stage, actor);
        await stage.Get<Trash>().PutAsync(actor, old.Id, Ct);
        var rowGone = new TaskCompletionSource();
        using var heard = stage.Get<ChangeFeed>().Subscribe(actor.TeamId, change => rowGone.TrySetResult());
        var deleting = Task.CompletedTask;

        var image = await TakeInAsync(stage, actor, async () =>
        {
            deleting = Task.Run(() => stage.Get<Shredder>().DeleteAsync(actor, old.Id, Ct), Ct);
            if (provider == DatabaseProvider.Postgres)
                await rowGone.Task; // SQLite has one writer, and this is it
        });
        await deleting;

        await AllThereAsync(stage, image);
    }

    [DatabaseTheory]
    public async Task Many_who_take_in_and_delete_the_same_picture_never_lose_it(DatabaseProvider provider)
    {
        await using var stage = await OpenAsync(provider, new PausingStore());
        await using var second = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;

        await Task.WhenAll(new[] { stage, second, stage, second }.Select(server => Task.Run(async () =>
        {
            for (var round = 0; round < 6; round++)
            {
                var image = await TakeInAsync(server, actor);
                await AllThereAsync(server, image);
                await server.Get<Trash>().PutAsync(actor, image.Id, Ct);
                await server.Get<Shredder>().DeleteAsync(actor, image.Id, Ct);
            }
        })));

        Assert.Empty(await stage.Get<IBlobStore>().ListAsync(DateTime.MaxValue, Ct).ToListAsync(Ct));
    }

    private static Task<Stage> OpenAsync(DatabaseProvider provider, PausingStore store) => Stage.OpenAsync(provider, setup => setup.Override(services =>
        services.AddSingleton<IBlobStore>(s => store.Around(new DiskBlobStore(s.GetRequiredService<IOptions<StorageOptions>>(), TimeProvider.System)))));

    private static Task<Image> TakeInAsync(Stage stage, Actor actor, Func<Task>? before = null) => stage.Get<ImageFiles>().TakeInAsync(Picture, async (write, stored) =>
    {
        await (before?.Invoke() ?? Task.CompletedTask);
        var image = new Image { TeamId = actor.TeamId, Title = "x", Prompt = "x", Model = "x", Provider = "x", CreatedById = actor.UserId, CreatedAt = stage.Clock.UtcNow };
        image.Complete(stored, null, stage.Clock.UtcNow);
        write.Db.Add(image);
        return image;
    }, Ct);

    private static async Task AllThereAsync(Stage stage, Image image)
    {
        var store = stage.Get<IBlobStore>();
        Assert.True(await store.ExistsAsync(BlobNames.Original(image.Sha256!, image.Format!), Ct));
        foreach (var width in BlobNames.ThumbnailWidths)
            Assert.True(await store.ExistsAsync(BlobNames.Thumbnail(image.Sha256!, width), Ct));
    }

    /// <summary>The disk, with something that happens once right after an original was stored.</summary>
    private sealed class PausingStore : IBlobStore
    {
        private IBlobStore disk = null!;

        public Func<Task>? AfterOriginal { get; set; }

        public PausingStore Around(IBlobStore store)
        {
            disk = store;
            return this;
        }

        public async Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            await disk.PutAsync(name, bytes, ct);
            if (AfterOriginal is { } happen && name.StartsWith(BlobNames.Originals, StringComparison.Ordinal))
            {
                AfterOriginal = null;
                await happen();
            }
        }

        public Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct) => disk.WriteAsync(name, write, ct);

        public Task<Stream?> OpenAsync(string name, CancellationToken ct) => disk.OpenAsync(name, ct);

        public Task<bool> ExistsAsync(string name, CancellationToken ct) => disk.ExistsAsync(name, ct);

        public Task<bool> DeleteAsync(string name, DateTime writtenBefore, CancellationToken ct) => disk.DeleteAsync(name, writtenBefore, ct);

        public IAsyncEnumerable<string> ListAsync(DateTime writtenBefore, CancellationToken ct) => disk.ListAsync(writtenBefore, ct);
    }
}
