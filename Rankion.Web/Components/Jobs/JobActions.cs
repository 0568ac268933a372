using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Exports;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Jobs;

/// <summary>What can be done with a job in the tray; a refusal is shown, and nothing has changed then.</summary>
public sealed class JobActions(JobQueue queue, Generator generator, Exporter exporter, CurrentActor current, IOptions<CreditsOptions> prices, Toasts toasts)
{
    /// <summary>What was given back for those of its images that never became ready.</summary>
    public int RefundOf(JobCard card) => card.Images
        .Where(i => i.Status is ProcessingStatus.Failed or ProcessingStatus.Cancelled)
        .Sum(i => i.IsVariant ? prices.Value.Edit : prices.Value.Generate);

    public Task CancelAsync(long jobId) => toasts.TryAsync(async () => await queue.CancelAsync(await current.ActorAsync(), jobId, CancellationToken.None));

    /// <summary>Tries again what failed of some jobs.</summary>
    public async Task RetryAsync(IReadOnlyList<JobCard> cards)
    {
        await RetryAsync(cards.SelectMany(c => c.Failed));
        foreach (var card in cards.Where(c => c.Export is not null && c.HasFailed))
            await toasts.TryAsync(async () => await exporter.RepeatAsync(await current.ActorAsync(), card.Job.Id, CancellationToken.None));
    }

    /// <summary>Tries each again; stops at the first that is refused, for the next one would be too.</summary>
    private Task<bool> RetryAsync(IEnumerable<Tile> failed) => toasts.TryAsync(async () =>
    {
        var actor = await current.ActorAsync();
        foreach (var tile in failed.ToList())
            await generator.RetryAsync(actor, tile.Id, CancellationToken.None);
    });
}
