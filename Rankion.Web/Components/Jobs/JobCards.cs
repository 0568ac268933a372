using Rankion.Core;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Web.Components.Gallery;
using static Rankion.Web.Components.Jobs.JobsWords;

namespace Rankion.Web.Components.Jobs;

/// <summary>A job with what it makes: images, in their order, or an archive of some.</summary>
public sealed record JobCard(Job Job, IReadOnlyList<Tile> Images, ExportState? Export = null)
{
    public IReadOnlyList<Tile> Failed => [.. Images.Where(i => i.Status == ProcessingStatus.Failed)];

    public bool IsOpen => !Job.IsFinal;

    /// <summary>It ended, and something can be tried again.</summary>
    public bool HasFailed => !IsOpen && (Failed.Count > 0 || (Export is not null && Job.Status == JobStatus.Failed));

    /// <summary>An archive waits to be saved.</summary>
    public bool IsSavable => Export is { Status: ExportStatus.Ready };

    /// <summary>A job of which nothing is left, its images deleted for good, is not shown.</summary>
    public bool IsShown => Images.Count > 0 || Export is not null;

    public string Title => Export is { Export.ImageIds.Count: var count } ? Say.Count(count, "Export of 1 image", "Export of {0:N0} images") : Images.Count == 0 ? "" : Images[0].Title;
}

/// <summary>Reads the latest jobs of a team with what they make.</summary>
public sealed class JobCards(JobQueue queue, Core.Images.Gallery gallery, Tiles tiles, Exporter exporter)
{
    private const int Recent = 30;

    public async Task<IReadOnlyList<JobCard>> ReadAsync(Actor actor, CancellationToken ct)
    {
        var jobs = await queue.ListRecentAsync(actor, Recent, ct);
        var images = await gallery.OfJobsAsync(actor, [.. jobs.Select(j => j.Id)], ct);
        var read = (await tiles.ReadAsync(actor, [.. images.Select(i => i.Id)], stacks: false, ct)).ToLookup(t => t.JobId);
        var exports = await exporter.OfJobsAsync(actor, [.. jobs], ct);
        return [.. jobs.Select(j => new JobCard(j, [.. read[j.Id].OrderBy(t => t.Id)], exports.GetValueOrDefault(j.Id)))];
    }
}
