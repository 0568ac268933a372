using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>
/// Changes images, one or many, with progress, the reasons of what could not be changed, and the way back. Nothing is said to
/// be done before it is.
/// </summary>
public sealed class BulkActions(Curation curation, Core.Images.Trash trash, Shredder shredder, CurrentActor current, BulkDesk desk, BulkWork work)
{
    /// <returns>What became of it, as of all of these; null where it was refused as a whole.</returns>
    public Task<BulkResult?> FavoriteAsync(ImageScope scope, bool favorite) => work.DoAsync<bool>(
        favorite ? Say["Adding to favourites"] : Say["Removing from favourites"],
        (actor, progress, ct) => curation.FavoriteAsync(actor, scope, favorite, progress, ct),
        curation.UndoAsync,
        n => favorite ? Say.Count(n, "Added to favourites", "{0:N0} images added to favourites") : Say.Count(n, "Removed from favourites", "{0:N0} images removed from favourites"));

    public Task<BulkResult?> TagAsync(ImageScope scope, IReadOnlyList<string> add, IReadOnlyList<string> remove) => work.DoAsync<IReadOnlyList<string>>(
        Say["Changing tags"],
        (actor, progress, ct) => curation.TagAsync(actor, scope, add, remove, progress, ct),
        curation.UndoAsync,
        n => Say.Count(n, "Tags changed", "Tags of {0:N0} images changed"));

    public Task<BulkResult?> MoveAsync(ImageScope scope, long? projectId, string? project) => work.DoAsync<long?>(
        Say["Changing the project"],
        (actor, progress, ct) => curation.MoveAsync(actor, scope, projectId, progress, ct),
        curation.UndoAsync,
        n => project is null
            ? Say.Count(n, "Taken out of its project", "{0:N0} images taken out of their projects")
            : Say.Count(n, "Moved to {1}", "{0:N0} images moved to {1}", project));

    public Task<BulkResult?> TrashAsync(ImageScope scope) => work.DoAsync<DateTime?>(
        Say["Moving to the trash"],
        (actor, progress, ct) => trash.PutAsync(actor, scope, progress, ct),
        trash.UndoAsync,
        n => Say.Count(n, "Moved to the trash", "{0:N0} images moved to the trash"));

    public Task<BulkResult?> RestoreAsync(ImageScope scope) => work.DoAsync<DateTime?>(
        Say["Restoring"],
        (actor, progress, ct) => trash.RestoreAsync(actor, scope, progress, ct),
        trash.UndoAsync,
        n => Say.Count(n, "Restored", "{0:N0} images restored"));

    /// <summary>There is no way back from this one.</summary>
    public Task<BulkResult?> DeleteForeverAsync(ImageScope scope) => DeleteAsync((actor, run) => shredder.DeleteAsync(actor, scope, run, run.Token));

    /// <inheritdoc cref="DeleteForeverAsync"/>
    public Task<BulkResult?> EmptyTrashAsync() => DeleteAsync((actor, run) => shredder.EmptyAsync(actor, run, run.Token));

    private async Task<BulkResult?> DeleteAsync(Func<Actor, BulkRun, Task<BulkDeletion>> work)
    {
        var result = await desk.TryAsync(Say["Deleting for good"], async run => await work(await current.ActorAsync(), run));
        if (result is null)
            return null;
        var message = Say.Count(result.Done, "Deleted for good", "{0:N0} images deleted for good");
        if (result is { IsWhole: true, Failed: [] })
            desk.Tell(message);
        else
            desk.Show(new(message, result, null));
        return result;
    }
}
