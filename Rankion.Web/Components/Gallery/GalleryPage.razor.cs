using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Projects;
using Rankion.Web.Components.Composer;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>The team's images, and the one that is open. Its state is its address: filters, order, open image.</summary>
public sealed partial class GalleryPage(
    GalleryState state, TileActions actions, TeamActivity activity, NavigationManager navigation, IJSRuntime js, TimeProvider time) : ComponentBase, IAsyncDisposable
{
    private readonly GridPort port = new();
    private ElementReference root;
    private DotNetObjectReference<GalleryPage>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? handle;
    private Composer.Composer? composer;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private string announcement = "";
    private bool cameFromGrid;
    private long? wasOpen;

    /// <summary>The image that is open over the grid.</summary>
    [Parameter]
    public long? OpenId { get; set; }

    [SupplyParameterFromQuery]
    private bool Compose { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private ImageFilter Filter { get; set; } = new();

    private TileList list => state.List;

    private IReadOnlyList<Project> projects => state.Projects;

    private GridWindow window => port.Window;

    private double Unread => port.Unread;

    private bool CanWrite => state.Actor?.CanWrite == true;

    private bool IsFirstRun => list is { IsLoaded: true, Total: 0 } && !Filter.IsFiltering;

    /// <summary>The grid was scrolled, resized or its rows made higher.</summary>
    /// <returns>Where to scroll to, so that what was looked at stays where it was; null to stay.</returns>
    [JSInvokable]
    public async Task<double?> ReportAsync(GridReport report)
    {
        var resized = port.Measure(report);
        Lay();
        var top = resized && report.AnchorId is { } id ? port.TopOf(list.IndexOf(id)) - report.AnchorOffset : null;
        if (top is { } moved)
        {
            port.Measure(report with { Top = moved });
            port.Look();
        }
        while (port.IsShort && list.HasMore)
        {
            var before = list.Items.Count;
            await state.LoadMoreAsync();
            Lay();
            if (list.Items.Count == before)
                break;
        }
        StateHasChanged();
        return top;
    }

    public async ValueTask DisposeAsync()
    {
        activity.Changed -= Redraw;
        navigation.LocationChanged -= Follow;
        state.StopListening();
        self?.Dispose();
        try
        {
            if (handle is not null)
            {
                await handle.InvokeVoidAsync("dispose");
                await handle.DisposeAsync();
            }
            if (module is not null)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // the browser is gone, and its listeners with it
        }
    }

    protected override void OnInitialized()
    {
        zone = Preferences.Zone(Preferences?.TimeZone);
        activity.Changed += Redraw;
        navigation.LocationChanged += Follow;
    }

    protected override async Task OnParametersSetAsync()
    {
        cameFromGrid = OpenId is not null && (cameFromGrid || (wasOpen is null && handle is not null));
        wasOpen = OpenId;
        await ShowAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await state.ListenAsync(() => InvokeAsync(AbsorbAsync));
        await AbsorbAsync();
        module = await js.InvokeAsync<IJSObjectReference>("import", "./Components/Gallery/GalleryPage.razor.js");
        self = DotNetObjectReference.Create(this);
        handle = await module.InvokeAsync<IJSObjectReference>("attach", root, self);
        await activity.StartAsync();
    }

    private static string Px(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture) + "px";

    private static string Many(int count) => count == 1 ? "1 image" : $"{count.ToString("N0", CultureInfo.CurrentCulture)} images";

    private string DayName(DateOnly day) => DayNames.Of(day, DayGroups.DayOf(time.GetUtcNow().UtcDateTime, zone));

    /// <summary>How many a day has; null as long as it may have more than have been read.</summary>
    private int? CountOf(DayGroup visible)
    {
        var at = port.Groups.ToList().FindIndex(g => g.Day == visible.Day);
        return at < 0 || (at == port.Groups.Count - 1 && list.HasMore) ? null : port.Groups[at].Count;
    }

    private int RefundOf(Tile tile) => actions.RefundOf(tile);

    private string LineOf(Tile tile)
    {
        var job = activity.Find(tile.JobId)?.Job;
        if (tile.Status == ProcessingStatus.Processing)
            return job?.Status == JobStatus.Queued ? "Waiting to try again" : JobRow.StageOf(job);
        return PlaceInLine.Of(tile.JobId is { } id && job is not null ? activity.AheadOf(id) : 0);
    }

    private void Lay() => port.Lay(list.Items, list.Total, zone);

    private async Task AbsorbAsync()
    {
        var changed = await state.AbsorbAsync(hold: !port.AtTop && Filter.Sort == ImageSort.Newest);
        Lay();
        announcement = Announce(changed);
        StateHasChanged();
    }

    private static string Announce(IReadOnlyList<Tile> changed)
    {
        var ready = changed.Where(t => t.IsReady).ToList();
        return changed.FirstOrDefault(t => t.Status == ProcessingStatus.Failed) is { } failed ? $"{failed.Title}: {Failure.Word(failed)}. {failed.ErrorMessage}"
            : ready.Count switch { 0 => "", 1 => $"{ready[0].Title} is ready", var n => $"{n} images are ready" };
    }

    private async Task ShowNewAsync()
    {
        await state.ReleaseAsync();
        Lay();
        if (handle is not null)
            await handle.InvokeVoidAsync("toTop");
    }

    private async Task ActAsync(TileActionRequest request)
    {
        var id = request.Tile.Id;
        if (request.Action == TileAction.EditPrompt)
        {
            if (await actions.FindAsync(id) is { } image)
                await UsePromptAsync(image);
            return;
        }
        await (request.Action switch
        {
            TileAction.Cancel => actions.CancelAsync(id),
            TileAction.Retry => actions.RetryAsync(id),
            _ => actions.DismissAsync(id),
        });
    }

    private async Task UsePromptAsync(Image image)
    {
        if (OpenId is not null)
            await CloseAsync();
        await OfferAsync(new(image.Prompt));
    }

    private Task OfferAsync(PromptOffer offer) => composer?.OfferAsync(offer) ?? Task.CompletedTask;

    private void Go(ImageFilter filter) => navigation.NavigateTo(Urls.Images(filter));

    private void MoveAsync(long id) => navigation.NavigateTo(Urls.Image(id, Filter), replace: true);

    /// <summary>Back to the grid, to the same place; Back in the browser then leads to where the person came from.</summary>
    private async Task CloseAsync()
    {
        if (cameFromGrid && module is not null)
            await module.InvokeVoidAsync("back");
        else
            navigation.NavigateTo(Urls.Images(Filter), replace: true);
    }

    /// <summary>Shows what the address says.</summary>
    private async Task ShowAsync()
    {
        Filter = Urls.FilterOf(navigation.Uri);
        await state.OpenAsync(Filter);
        Lay();
    }

    // A filter is no parameter of the page, so that a new one does not come as such.
    private void Follow(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(async () =>
    {
        if (!Urls.IsGallery(moved.Location) || Urls.FilterOf(moved.Location) == Filter)
            return;
        await ShowAsync();
        StateHasChanged();
    });

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
