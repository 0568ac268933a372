using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Collections;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>Where the browser is to go: a place in the list, and the image there.</summary>
public sealed record GridSpot(long Id, double Top);

/// <summary>
/// The gallery's rows of tiles. The browser tells what a person did and where they are; what is shown and what is picked is
/// decided here.
/// </summary>
public sealed partial class TileGrid(CurrentActor current, TileCuration curation, CollectDesk collecting, CollectionActions collections, IJSRuntime js, TimeProvider time) : ComponentBase, IAsyncDisposable
{
    private GridPort port = null!;
    private ElementReference root;
    private TileMenu? menu;
    private readonly Script<TileGrid> script = new();
    private IReadOnlyList<RailMark> rail = [];
    private (int, double, double) railed;
    private int edition;
    private bool filling;

    [Parameter, EditorRequired]
    public required TileList List { get; set; }

    [Parameter, EditorRequired]
    public required Selection Selection { get; set; }

    [Parameter]
    public GridView View { get; set; } = GridView.Usual;

    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>Height of a row in pixels; from then on the slider belongs to the browser.</summary>
    [Parameter]
    public int Row { get; set; } = Preferences.DefaultTileRow;

    [Parameter, EditorRequired]
    public required Func<long, string> HrefOf { get; set; }

    /// <summary>What a queued or running tile says of itself.</summary>
    [Parameter]
    public Func<Tile, string> LineOf { get; set; } = _ => "";

    /// <summary>Credits given back for a tile that failed.</summary>
    [Parameter]
    public Func<Tile, int> RefundOf { get; set; } = _ => 0;

    [Parameter]
    public bool CanWrite { get; set; }

    [Parameter]
    public EventCallback<TileActionRequest> OnAction { get; set; }

    /// <summary>A person may drag the tiles into another order.</summary>
    private bool CanOrder => CanWrite && List.Filter.Sort == ImageSort.Manual;

    private bool HasRail => rail.Count > 0 || (!(List.IsWhole && port.Screen > 0) && List.Filter.Sort != ImageSort.Manual && RailMark.AreLikely(List, Zone));

    // what the sheet of shortcuts says of the keys that the module listens to
    private string KeyWords => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["place"] = Say["Images"],
        ["move"] = Say["Go to another image"],
        ["open"] = Say["Open"],
        ["range"] = Say["Select a range"],
        ["pick"] = Say["Select or let go"],
        ["all"] = Say["Select all"],
        ["clear"] = Say["Clear the selection"],
        ["star"] = Say["Favourite"],
        [List.Filter.Trash ? "none" : "collect"] = Say["Put into a collection"],
        [List.Filter.Trash ? "forever" : "trash"] = List.Filter.Trash ? Say["Delete forever"] : Say["Move to trash"],
    });

    /// <summary>An image that came in there would move what is looked at.</summary>
    public bool Holds(int place) => port.IsAbove(place);

    /// <summary>The grid was scrolled, resized or its rows made higher.</summary>
    /// <returns>Where to scroll to, so that what was looked at stays where it was; null to stay.</returns>
    [JSInvokable]
    public double? Report(GridReport report)
    {
        var resized = port.Measure(report);
        if (port.AtTop)
            List.Release();
        Lay();
        var top = resized && report.AnchorId is { } id ? port.TopOf(List.IndexOf(id)) - report.AnchorOffset : null;
        if (top is { } moved)
        {
            port.Measure(report with { Top = moved });
            port.Look();
        }
        StateHasChanged();
        _ = FillAsync();
        return top;
    }

    /// <summary>A tile was ticked, or a range up to it asked for.</summary>
    [JSInvokable]
    public void Pick(long id, bool range)
    {
        if (range)
            Selection.RangeTo(id, List.Index.Ids);
        else
            Selection.Toggle(id);
    }

    /// <summary>Those of these that are picked.</summary>
    [JSInvokable]
    public long[] Picked(long[] ids) => [.. ids.Where(Selection.Contains)];

    /// <summary>Shift and an arrow: a range from where the person was to where they are now.</summary>
    /// <param name="from">Null while they go on from an earlier step.</param>
    [JSInvokable]
    public void Extend(long? from, long to)
    {
        if (from is { } start)
            Selection.StartAt(start);
        Selection.RangeTo(to, List.Index.Ids);
    }

    /// <summary>A band was drawn over tiles.</summary>
    /// <param name="remove">It lets go of them.</param>
    [JSInvokable]
    public void Draw(GridBand band, bool remove)
    {
        var ids = port.Within(band).Select(i => List.Index[i].Id).ToList();
        if (remove)
            Selection.Remove(ids);
        else
            Selection.Add(ids);
    }

    [JSInvokable]
    public void PickAll() => SelectAll();

    [JSInvokable]
    public void Clear() => Selection.Clear();

    [JSInvokable]
    public async Task StarAsync(long id)
    {
        if (CanWrite && List.Find(id) is { IsReady: true, DaysLeft: null } tile)
            await curation.FavoriteAsync(List, tile, StateHasChanged);
    }

    [JSInvokable]
    public async Task TrashAsync(long id)
    {
        if (CanWrite && List.Find(id) is { DaysLeft: null } tile)
            await curation.TrashAsync(List, tile);
    }

    [JSInvokable]
    public void Collect(long id)
    {
        if (CanWrite && List.Find(id) is { DaysLeft: null })
            collecting.Open(ImageScope.Of(id), 1);
    }

    /// <summary>Tiles were dropped beside another one; of a selection all come along, in their order.</summary>
    [JSInvokable]
    public async Task MoveAsync(long[] ids, long target, bool after)
    {
        if (!CanOrder || List.Filter.CollectionId is not { } collection)
            return;
        var moved = ids.Any(Selection.Contains) ? List.Index.Ids.Where(Selection.Contains).ToList() : [.. ids];
        var at = List.IndexOf(target) + (after ? 1 : 0);
        while (at < List.Index.Count && moved.Contains(List.Index[at].Id))
            at++;
        await collections.OrderAsync(collection, moved, at < List.Index.Count ? List.Index[at].Id : null);
    }

    [JSInvokable]
    public async Task DeleteAsync(long id)
    {
        if (CanWrite && List.Find(id) is { DaysLeft: not null } tile)
            await OnAction.InvokeAsync(new(TileAction.DeleteForever, tile));
    }

    [JSInvokable]
    public Task OpenMenuAsync(long id) => menu?.ShowAsync(id) ?? Task.CompletedTask;

    /// <summary>The first or the last of the list, to go there by key.</summary>
    [JSInvokable]
    public GridSpot? End(bool last) => List.Index.Count == 0 ? null : SpotOf(last ? List.Index.Count - 1 : 0);

    /// <summary>Picks all that is listed; without stacks, the query itself.</summary>
    public void SelectAll()
    {
        // of a stack the tile is meant, and no query tells these from what is behind them
        if (List.Stacks && !List.IsCut)
            Selection.Add(List.Index.Ids);
        else
            Selection.SelectAllMatching(List.Filter, List.Index.Ids, List.Index.Count + (List.IsCut ? List.Total - List.Index.Count : 0), time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Brings an image to the screen, where it is not there already, and gives it the focus.</summary>
    public async Task RevealAsync(long id)
    {
        if (script.IsAttached && List.IndexOf(id) is >= 0 and var at && SpotOf(at) is { } spot)
            await script.CallAsync("reveal", spot);
    }

    public async ValueTask DisposeAsync()
    {
        Selection.Changed -= StateHasChanged;
        await script.DisposeAsync();
    }

    protected override void OnInitialized()
    {
        port = new(List.Index);
        edition = List.Edition;
        Selection.Changed += StateHasChanged;
    }

    protected override void OnParametersSet() => Lay();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await script.AttachAsync(js, this, "./Components/Gallery/TileGrid.razor.js", root);
        }
        if (edition != List.Edition && script.IsAttached)
        {
            edition = List.Edition;
            await script.CallAsync("toTop", false);
        }
        await FillAsync();
    }

    private static string Px(double pixels) => pixels.ToString("0.##", CultureInfo.InvariantCulture) + "px";

    private string DayName(DateOnly day) => DayNames.Of(day, DayGroups.DayOf(time.GetUtcNow().UtcDateTime, Zone));

    private void Lay()
    {
        port.Lay(Zone, View);
        var now = (List.Index.Version, port.Height, port.Screen);
        if (now == railed)
            return;
        railed = now;
        rail = List.Filter.Sort == ImageSort.Manual || !List.IsWhole ? [] : RailMark.Of(List.Index, port, Zone, rail.Count > 0);
    }

    private GridSpot? SpotOf(int at) => port.TopOf(at) is { } top ? new(List.Index[at].Id, top) : null;

    /// <summary>Reads the tiles that are on screen and not here yet; what comes on screen meanwhile is read afterwards.</summary>
    private async Task FillAsync()
    {
        if (filling)
            return;
        filling = true;
        try
        {
            while (await List.FillAsync(await current.ActorAsync(), port.Span.First, port.Span.Count, CancellationToken.None))
                StateHasChanged();
        }
        finally
        {
            filling = false;
        }
    }

    private async Task ShowNewAsync()
    {
        List.Release();
        Lay();
        await script.CallAsync("toTop", true);
    }
}
