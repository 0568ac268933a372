using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>Changes images, tells what became of them, and offers the way back.</summary>
public sealed class BulkWork(CurrentActor current, BulkDesk desk, Undo undo)
{
    internal delegate Task<BulkResult<T>> Act<T>(Actor actor, IProgress<BulkProgress>? progress, CancellationToken ct);

    internal delegate Task<BulkResult<T>> Revert<T>(Actor actor, IReadOnlyList<Changed<T>> done, IProgress<BulkProgress>? progress, CancellationToken ct);

    /// <returns>What became of it, as of all of these; null where it was refused as a whole.</returns>
    internal async Task<BulkResult?> DoAsync<T>(string title, Act<T> act, Revert<T> revert, Func<int, string> message)
    {
        var result = await desk.TryAsync(title, async run => await act(await current.ActorAsync(), run, run.Token));
        if (result is null)
            return null;
        Func<Task>? back = result.Done > 0 ? () => BackAsync(result.Changed, revert) : null;
        if (result is not { IsWhole: true, Failed: [] })
            desk.Show(new(result.Done == 0 ? Say["Nothing was changed"] : message(result.Done), result, back));
        else if (back is null)
            desk.Tell(Say["That was so already"]);
        else
            await undo.OfferAsync(message(result.Done), back);
        return result;
    }

    private async Task BackAsync<T>(IReadOnlyList<Changed<T>> done, Revert<T> revert)
    {
        var result = await desk.TryAsync(Say["Undoing"], async run => await revert(await current.ActorAsync(), done, run, run.Token));
        if (result is { IsWhole: true, Failed: [] })
            desk.Tell(Say["Undone"]);
        else if (result is not null)
            desk.Show(new(Say["Undone for {0:N0} of {1:N0}", result.Done, result.Total], result, null));
    }
}
