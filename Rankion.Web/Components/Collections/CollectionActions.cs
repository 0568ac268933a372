using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Collections.CollectionsWords;

namespace Rankion.Web.Components.Collections;

/// <summary>What a person does with collections; a refusal is said, and nothing has changed then.</summary>
public sealed class CollectionActions(CollectionDesk desk, CollectionContents contents, CollectionShelf shelf, CurrentActor current, BulkWork work, Toasts toasts)
{
    /// <returns>Null where it was refused.</returns>
    public Task<Collection?> CreateAsync(string name, string description = "", ImageFilter? filter = null) => DoAsync(async () =>
        await desk.CreateAsync(await current.ActorAsync(), new() { Name = name, Description = description, Filter = filter }, CancellationToken.None));

    /// <inheritdoc cref="CreateAsync"/>
    public Task<Collection?> ChangeAsync(long id, CollectionPatch patch) => DoAsync(async () =>
        await desk.ChangeAsync(await current.ActorAsync(), id, patch, CancellationToken.None) ?? throw CollectionContents.Gone());

    /// <inheritdoc cref="CreateAsync"/>
    public Task<Collection?> CoverAsync(long id, long? imageId) => DoAsync(async () =>
        await desk.CoverAsync(await current.ActorAsync(), id, imageId, null, CancellationToken.None) ?? throw CollectionContents.Gone());

    /// <returns>False where it was refused.</returns>
    public async Task<bool> DeleteAsync(Collection collection)
    {
        var done = await toasts.TryAsync(async () => await desk.DeleteAsync(await current.ActorAsync(), collection.Id, CancellationToken.None));
        if (done)
            toasts.Show(new(Say["“{0}” deleted", collection.Name], "check_circle"));
        await shelf.ReadAsync();
        return done;
    }

    public Task AddAsync(Collection collection, ImageScope scope) => work.DoAsync<long?>(
        Say["Putting into “{0}”", collection.Name],
        async (actor, progress, ct) => await contents.AddAsync(actor, collection.Id, scope, progress, ct) ?? throw CollectionContents.Gone(),
        async (actor, done, progress, ct) => await contents.UndoAsync(actor, collection.Id, done, progress, ct) ?? throw CollectionContents.Gone(),
        n => Say.Count(n, "Put into “{1}”", "{0:N0} images put into “{1}”", collection.Name));

    public Task RemoveAsync(Collection collection, ImageScope scope) => work.DoAsync<long?>(
        Say["Taking out of “{0}”", collection.Name],
        async (actor, progress, ct) => await contents.RemoveAsync(actor, collection.Id, scope, progress, ct) ?? throw CollectionContents.Gone(),
        async (actor, done, progress, ct) => await contents.UndoAsync(actor, collection.Id, done, progress, ct) ?? throw CollectionContents.Gone(),
        n => Say.Count(n, "Taken out of “{1}”", "{0:N0} images taken out of “{1}”", collection.Name));

    /// <summary>Puts images before another one of a collection's own order.</summary>
    /// <param name="before">Null: at the end.</param>
    public Task OrderAsync(long id, IReadOnlyList<long> ids, long? before) => toasts.TryAsync(async () =>
    {
        if (!await contents.OrderAsync(await current.ActorAsync(), id, ids, before, CancellationToken.None))
            throw CollectionContents.Gone();
    });

    private async Task<Collection?> DoAsync(Func<Task<Collection>> act)
    {
        Collection? collection = null;
        await toasts.TryAsync(async () => collection = await act());
        await shelf.ReadAsync();
        return collection;
    }
}
