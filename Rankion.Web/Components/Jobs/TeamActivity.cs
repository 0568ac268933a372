using Rankion.Core.Credits;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Jobs.JobsWords;

namespace Rankion.Web.Components.Jobs;

/// <summary>
/// What goes on in the team, for everything in one circuit that shows it: the open and the latest jobs, and the balance.
/// Started by the layout after its first interactive render; <see cref="Changed"/> is raised on a pool thread.
/// </summary>
public sealed class TeamActivity : IDisposable
{
    private readonly CurrentActor current;
    private readonly JobCards cards;
    private readonly CreditLedger ledger;
    private readonly ChangeFeed feed;
    private readonly Pulse pulse;
    private readonly HashSet<long> cleared = [];
    private readonly HashSet<long> seen = [];
    private IDisposable? subscription;
    private IReadOnlyList<JobCard> all = [];

    public TeamActivity(CurrentActor current, JobCards cards, CreditLedger ledger, ChangeFeed feed, TimeProvider time)
    {
        (this.current, this.cards, this.ledger, this.feed) = (current, cards, ledger, feed);
        pulse = new(ReadAsync, time);
    }

    public event Action? Changed;

    /// <summary>What the tray lists: what runs, what waits in its order, then failures and what became ready while this page was open.</summary>
    public IReadOnlyList<JobCard> Jobs =>
    [
        .. all.Where(c => c.IsShown && !cleared.Contains(c.Job.Id))
            .OrderBy(c => c.Job.Status switch { JobStatus.Processing => 0, JobStatus.Queued => 1, _ => 2 })
            .ThenBy(c => c.IsOpen ? c.Job.Id : -c.Job.Id),
    ];

    /// <summary>Null until it has been read.</summary>
    public int? Balance { get; private set; }

    public int Running => all.Count(c => c.Job.Status == JobStatus.Processing);

    public int Queued => all.Count(c => c.Job.Status == JobStatus.Queued);

    public int Failed => Jobs.Count(c => c.HasFailed);

    /// <summary>Failures that the person has not looked at yet.</summary>
    public int Unseen => Jobs.Count(c => c.HasFailed && !seen.Contains(c.Job.Id));

    /// <summary>How many jobs of those listed have ended, one way or the other.</summary>
    public int Ended => all.Count(c => !c.IsOpen);

    public JobCard? Find(long? jobId) => all.FirstOrDefault(c => c.Job.Id == jobId);

    /// <summary>How many queued jobs of the team are before this one.</summary>
    public int AheadOf(long jobId) => all.Count(c => c.Job.Status == JobStatus.Queued && c.Job.Id < jobId);

    /// <summary>What a queued or running image says of itself.</summary>
    public string LineOf(ProcessingStatus status, long? jobId)
    {
        var job = Find(jobId)?.Job;
        return status != ProcessingStatus.Processing ? PlaceInLine.Of(job is null ? 0 : AheadOf(job.Id))
            : job?.Status == JobStatus.Queued ? Say["Waiting to try again"] : JobRow.StageOf(job);
    }

    /// <summary>Reads once; cheap enough for the first frame.</summary>
    public async Task LoadAsync()
    {
        if (Balance is null && await current.FindAsync() is { } actor)
            Balance = await ledger.BalanceAsync(actor, CancellationToken.None);
    }

    public async Task StartAsync()
    {
        if (subscription is not null || await current.FindAsync() is not { } actor)
            return;
        subscription = feed.Subscribe(actor.TeamId, change =>
        {
            if (change is JobChanged or CreditsChanged or ImageChanged)
                pulse.Ask();
        });
        await ReadAsync();
        // What ended before this page was opened is no news; what failed stays until it is dealt with.
        cleared.UnionWith(all.Where(c => !c.IsOpen && !c.HasFailed).Select(c => c.Job.Id));
        Changed?.Invoke();
    }

    /// <summary>The tray was opened or closed: what stands in it has been looked at.</summary>
    public void See()
    {
        seen.UnionWith(all.Select(c => c.Job.Id));
        Changed?.Invoke();
    }

    public void Clear()
    {
        cleared.UnionWith(all.Where(c => !c.IsOpen).Select(c => c.Job.Id));
        Changed?.Invoke();
    }

    public void Dispose()
    {
        subscription?.Dispose();
        pulse.Dispose();
    }

    private async Task ReadAsync()
    {
        // A person taken out of the team meanwhile: the next click says so, the tray need not.
        if (await current.FindAsync() is not { } actor)
            return;
        Balance = await ledger.BalanceAsync(actor, CancellationToken.None);
        all = await cards.ReadAsync(actor, CancellationToken.None);
        Changed?.Invoke();
    }
}
