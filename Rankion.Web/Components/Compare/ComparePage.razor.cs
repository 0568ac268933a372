using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using Rankion.Web.Components.Variants;

namespace Rankion.Web.Components.Compare;

/// <summary>Two to four images against each other. Its state is its address: which ones, in which order, how.</summary>
public sealed partial class ComparePage(CompareSet set, FamilyActions actions, CurrentActor current, ChangeFeed feed, NavigationManager navigation, TimeProvider time)
    : ComponentBase, IDisposable
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private IReadOnlyList<long> asked = [];
    private CompareMode mode;
    private string? awaited;
    private Actor? actor;
    private IDisposable? following;

    [SupplyParameterFromQuery]
    private string? Ids { get; set; }

    [SupplyParameterFromQuery(Name = "mode")]
    private string? Mode { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    /// <summary>B can come in front of the family of both.</summary>
    private bool CanFront => actor is { CanWrite: true } && set.Images is [var a, var b, ..] && (a.RootId ?? a.Id) == (b.RootId ?? b.Id) && !b.IsPrimary;

    public void Dispose() => following?.Dispose();

    protected override void OnInitialized() => zone = Preferences.Zone(Preferences?.TimeZone);

    protected override async Task OnParametersSetAsync()
    {
        if (awaited is not null && navigation.Uri != awaited)
            return; // an address on the way to the one that was asked for last
        awaited = null;
        mode = Enum.TryParse<CompareMode>(Mode, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted) ? wanted : CompareMode.Slider;
        var ids = CompareSet.Parse(Ids);
        actor ??= await current.FindAsync();
        if (actor is null || (set.Images is not null && ids.SequenceEqual(asked)))
            return;
        await set.ReadAsync(asked = ids);
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || actor is null)
            return;
        following = feed.Follow(actor.TeamId, Concerns, () => InvokeAsync(RefreshAsync), time);
    }

    private bool Concerns(TeamEvent change) => change switch
    {
        ImageChanged changed => asked.Contains(changed.ImageId),
        ImagesRemoved removed => removed.ImageIds.Intersect(asked).Any(),
        ImagesRestored restored => restored.ImageIds.Intersect(asked).Any(),
        _ => false,
    };

    private async Task RefreshAsync()
    {
        await set.ReadAsync(asked);
        StateHasChanged();
    }

    private void Turn(CompareMode to) => Go(asked, to);

    /// <summary>What was asked for and is left out keeps its place at the end, so that the address still tells of it.</summary>
    private void Order(IReadOnlyList<long> ids) => Go([.. ids, .. asked.Except(ids)], mode);

    // Shown at once: what is pressed next goes on from there, also where the address takes a moment to follow.
    private void Go(IReadOnlyList<long> ids, CompareMode to)
    {
        (asked, mode) = (ids, to);
        set.Arrange(ids);
        var address = Urls.Compare(ids, to);
        awaited = navigation.ToAbsoluteUri(address).AbsoluteUri;
        navigation.NavigateTo(address, replace: true);
    }

    private Task FrontAsync(Image image) => actions.FrontAsync(image.Id);

    /// <summary>For who came here by the address itself; everybody else goes back (CompareView.razor.js).</summary>
    private void Close() => navigation.NavigateTo(set.Images is [var first, ..] ? Urls.Image(first.Id, new()) : Urls.Images(new()), replace: true);
}
