using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Sharing;
using Rankion.Core.Similar;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Similar.SimilarWords;

namespace Rankion.Web.Components.Similar;

/// <summary>Images that show the same picture, to be made one of.</summary>
public sealed partial class DuplicatesPage(Duplicates duplicates, Merger merger, Core.Images.Gallery gallery, Shares shares, CurrentActor current, Undo undo)
    : ComponentBase, IDisposable
{
    private const int PerPage = 10;

    /// <summary>Of a group of more, the others come up once these are merged.</summary>
    private const int MaxShown = Merger.Max;

    private static readonly TimeSpan SecondClick = TimeSpan.FromMilliseconds(600);

    private DuplicateSurvey? survey;
    private IReadOnlyList<DuplicateSet> shown = [];
    private IReadOnlySet<long> shared = new HashSet<long>();
    private IDisposable? following;
    private bool canWrite;
    private bool busy;
    private long? mergedAt;

    [Inject]
    private ChangeFeed Feed { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>1-based.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    private int? Wanted { get; set; }

    private int Last => Math.Max(1, ((survey?.Groups.Count ?? 0) + PerPage - 1) / PerPage);

    private int Number => Math.Clamp(Wanted ?? 1, 1, Last);

    public void Dispose() => following?.Dispose();

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || await current.FindAsync() is not { } actor)
            return;
        following = Feed.Follow(actor.TeamId, change => change is ImagesAdded or ImagesRemoved or ImagesRestored, () => InvokeAsync(RefreshAsync), Time);
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        var actor = await current.ActorAsync();
        canWrite = actor.CanWrite;
        survey = await duplicates.FindAsync(actor, CancellationToken.None);
        var groups = survey.Groups.Skip((Number - 1) * PerPage).Take(PerPage).Select(g => g.Take(MaxShown).ToList()).ToList();
        var ids = groups.SelectMany(g => g).ToList();
        var images = (await gallery.FindAllAsync(actor, ids, CancellationToken.None)).ToDictionary(i => i.Id);
        shared = (await shares.ActiveAsync(actor, ids, CancellationToken.None)).Keys.ToHashSet();
        shown = [.. groups.Select(g => new DuplicateSet(g[0], [.. g.Where(images.ContainsKey).Select(id => images[id])])).Where(s => s.Images.Count > 1)];
    }

    private async Task MergeAsync(DuplicateSet group, long kept)
    {
        // the next group has come up to where the button was: a double click is not meant for it
        if (busy || (mergedAt is { } at && Time.GetElapsedTime(at) < SecondClick))
            return;
        busy = true;
        try
        {
            Merge? merge = null;
            var others = group.Images.Select(i => i.Id).Where(id => id != kept).ToList();
            await undo.TryAsync(
                async () => merge = await merger.MergeAsync(await current.ActorAsync(), kept, others, CancellationToken.None),
                Say.Count(others.Count, "1 image merged into the one you kept", "{0:N0} images merged into the one you kept"),
                async () => await merger.UndoAsync(await current.ActorAsync(), merge!, CancellationToken.None),
                () => { });
            await LoadAsync();
        }
        finally
        {
            (busy, mergedAt) = (false, Time.GetTimestamp());
        }
    }

    /// <param name="Key">The oldest of them.</param>
    private sealed record DuplicateSet(long Key, IReadOnlyList<Image> Images);
}
