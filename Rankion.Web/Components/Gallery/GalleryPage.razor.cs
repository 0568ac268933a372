using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Web.Components.Collections;
using Rankion.Web.Components.Composer;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Viewer;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>The team's images, and the one that is open. Its state is its address: filters, order, how it is shown, open image.</summary>
public sealed partial class GalleryPage(
    GalleryState state, TileActions actions, TeamActivity activity, CollectionShelf shelf, NavigationManager navigation, IJSRuntime js) : ComponentBase, IDisposable
{
    private TileGrid? grid;
    private Composer.Composer? composer;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private string announcement = "";
    private bool cameFromGrid;
    private bool isComposing;
    private bool wantsComposer;
    private bool isLive;
    private long? wasOpen;
    private long? reveal;

    /// <summary>The image that is open over the grid.</summary>
    [Parameter]
    public long? OpenId { get; set; }

    [SupplyParameterFromQuery]
    private bool Compose { get; set; }

    /// <summary>The conversation that the open image is looked at from.</summary>
    [SupplyParameterFromQuery]
    private long? Chat { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private ImageFilter Filter { get; set; } = new();

    private GridView View { get; set; } = GridView.Usual;

    private TileList list => state.List;

    private Selection Selection => state.Selection;

    private IReadOnlyList<Project> projects => state.Projects;

    private int Row => Preferences?.TileRow ?? Preferences.DefaultTileRow;

    private bool CanWrite => state.Actor?.CanWrite == true;

    /// <summary>How many of those picked the list does not show.</summary>
    private int Elsewhere => Selection.IsAllMatching && Selection.Filter == Filter ? 0 : Selection.Ids.Count(id => list.IndexOf(id) < 0);

    /// <summary>The collection that is shown.</summary>
    private Collection? Collection => shelf.At(Filter)?.Collection;

    /// <summary>What is shown has an order that people gave it.</summary>
    private bool HasOrder => Collection is { IsSmart: false };

    private bool IsEmptyCollection => HasOrder && !(Filter with { CollectionId = null }).IsFiltering;

    /// <summary>Days are no part of an order of people's own.</summary>
    private GridView Shown => Filter.Sort == ImageSort.Manual ? View with { ByDay = false } : View;

    private bool IsFirstRun => list is { IsLoaded: true, Total: 0 } && !Filter.IsFiltering;

    public void Dispose()
    {
        activity.Changed -= Redraw;
        shelf.Changed -= Redraw;
        Selection.Changed -= Redraw;
        list.Changed -= Redraw;
        navigation.LocationChanged -= Follow;
        state.StopListening();
    }

    protected override void OnInitialized()
    {
        zone = Preferences.Zone(Preferences?.TimeZone);
        activity.Changed += Redraw;
        shelf.Changed += Redraw;
        Selection.Changed += Redraw;
        list.Changed += Redraw;
        navigation.LocationChanged += Follow;
    }

    protected override async Task OnParametersSetAsync()
    {
        cameFromGrid = OpenId is not null && (cameFromGrid || (wasOpen is null && isLive));
        // the person comes back to the image they looked at last, wherever that is
        reveal = OpenId is null ? wasOpen : null;
        wasOpen = OpenId;
        await ShowAsync();
        if (OpenId is not { } open)
            return;
        list.Open(open);
        if (list.IndexOf(open) is >= 0 and var at)
            await state.FillAsync(at - Filmstrip.Reach, (2 * Filmstrip.Reach) + 1);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            isLive = true;
            await state.ListenAsync(() => InvokeAsync(AbsorbAsync));
            await AbsorbAsync();
            await activity.StartAsync();
        }
        if (wantsComposer && composer is not null)
        {
            wantsComposer = false;
            await composer.OpenAsync();
        }
        if (reveal is { } id && grid is not null)
        {
            reveal = null;
            await grid.RevealAsync(id);
        }
    }

    private string HrefOf(long id) => Urls.Image(id, Filter, View);

    private int RefundOf(Tile tile) => actions.RefundOf(tile);

    private string LineOf(Tile tile) => activity.LineOf(tile.Status, tile.JobId);

    private async Task AbsorbAsync()
    {
        var changed = await state.AbsorbAsync(place => grid?.Holds(place) == true);
        announcement = Announce(changed);
        StateHasChanged();
    }

    private static string Announce(IReadOnlyList<Tile> changed)
    {
        var ready = changed.Where(t => t.IsReady).ToList();
        return changed.FirstOrDefault(t => t.Status == ProcessingStatus.Failed) is { } failed ? $"{failed.Title}: {Failure.Word(failed)}. {Language.Reasons.Of(failed.ErrorMessage ?? "")}"
            : ready.Count switch { 0 => "", 1 => Say["{0} is ready", ready[0].Title], var n => Say["{0:N0} images are ready", n] };
    }

    private async Task ActAsync(TileActionRequest request)
    {
        var id = request.Tile.Id;
        if (request.Action is TileAction.EditPrompt or TileAction.UseSettings or TileAction.MoreLikeThis)
        {
            if (await actions.DetailAsync(id) is { } detail)
                await ReuseAsync(request.Action switch
                {
                    TileAction.UseSettings => ComposerOffer.SettingsOf(detail.Image),
                    TileAction.MoreLikeThis => ComposerOffer.MoreLike(detail),
                    _ => new(detail.Image.Prompt),
                });
            return;
        }
        await (request.Action switch
        {
            TileAction.Cancel => actions.CancelAsync(id),
            TileAction.Retry => actions.RetryAsync(id),
            _ => actions.DismissAsync(id),
        });
    }

    /// <summary>In the composer, where the picture no longer lies over it.</summary>
    private async Task ReuseAsync(ComposerOffer offer)
    {
        wasOpen = null; // the person goes on in the composer, not at the tile
        if (OpenId is not null && Chat is null)
            await CloseAsync();
        else if (OpenId is not null)
            navigation.NavigateTo(Urls.Images(Filter, view: View), replace: true);
        if (!Selection.IsEmpty)
        {
            isComposing = true; // it has made room for the selection
            StateHasChanged();
        }
        await OfferAsync(offer);
    }

    private Task OfferAsync(ComposerOffer offer) => composer?.OfferAsync(offer) ?? Task.CompletedTask;

    /// <summary>The composer over a selection, which stays.</summary>
    private void ShowComposer() => isComposing = wantsComposer = true;

    private void SelectAll() => grid?.SelectAll();

    private void Go(ImageFilter filter) => navigation.NavigateTo(Urls.Images(filter, view: View));

    private void Turn(GridView view) => navigation.NavigateTo(Urls.Images(Filter, view: view));

    private void MoveAsync(long id) => navigation.NavigateTo(Urls.Image(id, Filter, View, Chat), replace: true);

    /// <summary>Back to the grid, to the same place; Back in the browser then leads to where the person came from.</summary>
    private async Task CloseAsync()
    {
        if (cameFromGrid)
            await js.InvokeVoidAsync("history.back");
        else if (Chat is { } chat)
            navigation.NavigateTo(Urls.Chat(chat), replace: true);
        else
            navigation.NavigateTo(Urls.Images(Filter, view: View), replace: true);
    }

    /// <summary>Shows what the address says.</summary>
    private async Task ShowAsync()
    {
        (Filter, View) = (Urls.FilterOf(navigation.Uri), Urls.ViewOf(navigation.Uri));
        await state.OpenAsync(Filter, View.Stacks);
    }

    // A filter is no parameter of the page, so that a new one does not come as such.
    private void Follow(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        if (!Urls.IsGallery(moved.Location) || (Urls.FilterOf(moved.Location) == Filter && Urls.ViewOf(moved.Location) == View))
            return;
        await ShowAsync();
        StateHasChanged();
    });

    private void Redraw() => _ = InvokeAsync(() =>
    {
        isComposing &= !Selection.IsEmpty;
        StateHasChanged();
    });
}
