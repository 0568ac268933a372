using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Composer;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Viewer.ViewerWords;

namespace Rankion.Web.Components.Viewer;

/// <summary>The open image: the picture, what is known about it, and the way to its neighbours.</summary>
public sealed partial class ImageViewer(OpenImage image, Neighbours neighbours, CurrentActor current, ChangeFeed feed, IJSRuntime js, TimeProvider time)
    : ComponentBase, IAsyncDisposable
{
    private ElementReference dialog;
    private readonly Script<ImageViewer> script = new();
    private readonly List<long> onTheWay = [];
    private IDisposable? following;
    private Tile? own;
    private string tab = ViewerTab.Info;
    private long? previous;
    private long? next;
    private long? shown;
    private bool missing;
    private bool writes;
    private bool wasHere;

    [Parameter, EditorRequired]
    public required long Id { get; set; }

    /// <summary>The gallery below, as far as it has been read.</summary>
    [Parameter, EditorRequired]
    public required TileList List { get; set; }

    [Parameter, EditorRequired]
    public required ImageFilter Filter { get; set; }

    [Parameter]
    public IReadOnlyList<Project> Projects { get; set; } = [];

    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>What a queued or running image says of itself.</summary>
    [Parameter]
    public Func<Tile, string> LineOf { get; set; } = _ => "";

    [Parameter]
    public Func<Tile, int> RefundOf { get; set; } = _ => 0;

    [Parameter]
    public bool CanWrite { get; set; }

    [Parameter]
    public EventCallback<TileActionRequest> OnAction { get; set; }

    [Parameter]
    public EventCallback<ComposerOffer> OnReuse { get; set; }

    [Parameter]
    public EventCallback<long> OnMove { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IReadOnlyList<ViewerTab> Tabs => Image is { IsVideo: true }
        ? [new(ViewerTab.Info, Say["Info"], Keys: "I"), new(ViewerTab.Activity, Say["Activity"])]
        : [new(ViewerTab.Info, Say["Info"], Keys: "I"), new(ViewerTab.Edit, Say["Edit"]), new(ViewerTab.Variants, Say["Variants"], Keys: "V"), new(ViewerTab.Activity, Say["Activity"])];

    /// <summary>The chosen one, where this image has it.</summary>
    private string Tab => Tabs.Any(t => t.Key == tab) ? tab : ViewerTab.Info;

    private Image? Image => image.Image?.Id == Id ? image.Image : null;

    // The gallery's own tile is there at once; an image it does not hold is read.
    private Tile? Tile => List.Find(Id) ?? (own?.Id == Id ? own : null);

    private bool IsGone => missing && shown == Id;

    private string Title => Image?.Title ?? Tile?.Title ?? (IsGone ? Say["Not found"] : Say["Image"]);

    private Project? Project => Projects.FirstOrDefault(p => p.Id == Image?.ProjectId);

    // A variant that is in its stack has the place of its original.
    private long Place => List.IndexOf(Id) < 0 && Image?.RootId is { } root ? root : Id;

    private int? Position => List.IndexOf(Place) is >= 0 and var at ? at + 1 : null;

    /// <summary>Goes to a neighbour, if there is one; of where the person is going already, before they are there.</summary>
    [JSInvokable]
    public Task StepAsync(int by) => (onTheWay.Count == 0 ? by < 0 ? previous : next : BesideInList(onTheWay[^1], by)) is { } id ? MoveAsync(id) : Task.CompletedTask;

    [JSInvokable]
    public Task CloseAsync() => OnClose.InvokeAsync();

    public async ValueTask DisposeAsync()
    {
        following?.Dispose();
        await script.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        // what was skipped is not waited for, and who went elsewhere goes on from there
        onTheWay.RemoveRange(0, onTheWay.IndexOf(Id) is >= 0 and var at ? at + 1 : onTheWay.Count);
        (shown, missing, wasHere) = (Id, false, false);
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        if (await current.FindAsync() is { } actor)
            following = feed.Follow(actor.TeamId, Concerns, () => InvokeAsync(RefreshAsync), time);
        await script.AttachAsync(js, this, "./Components/Viewer/ImageViewer.razor.js", dialog);
    }

    private bool Concerns(TeamEvent change) => change switch
    {
        ImageChanged changed => changed.ImageId == Id || IsVariant(changed.ImageId),
        ImagesRemoved removed => removed.ImageIds.Any(id => id == Id || IsVariant(id)),
        ImagesRestored restored => restored.ImageIds.Contains(Id),
        _ => false,
    };

    private bool IsVariant(long id) => Image is not null && image.Detail!.Variants.Any(v => v.Id == id);

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var id = Id;
        var was = Image is not null;
        var found = await image.ReadAsync(id);
        if (id != Id)
            return; // moved on meanwhile
        (missing, wasHere) = (!found, was || wasHere);
        if (!found)
            return;
        own = await neighbours.TileAsync(image.Image!);
        if (image.Image!.DeletedAt is null || (previous ?? next) is null)
            (previous, next) = await neighbours.OfAsync(List, Filter, image.Image);
    }

    private Task MoveAsync(long id)
    {
        if (id != Id || onTheWay.Count > 0)
            onTheWay.Add(id);
        return OnMove.InvokeAsync(id);
    }

    private long? BesideInList(long id, int by) =>
        List.IndexOf(id) is >= 0 and var at && at + by >= 0 && at + by < List.Index.Count ? List.Index[at + by].Id : null;

    private void Choose(string key) => (tab, writes) = (key, false);

    /// <summary>To what can be made of an image, in order to write.</summary>
    private Task EditAsync(long id)
    {
        (tab, writes) = (ViewerTab.Edit, true);
        return id == Id ? Task.CompletedTask : MoveAsync(id);
    }

    private Task RemixAsync() => image.Detail is { } detail && detail.Image.Id == Id ? OnReuse.InvokeAsync(ComposerOffer.MoreLike(detail)) : Task.CompletedTask;

    /// <summary>To the next image, else the one before, else back to the gallery.</summary>
    private Task GoOnAsync() => (next ?? previous) is { } id ? MoveAsync(id) : OnClose.InvokeAsync();

    private string When(DateTime utc) => Moments.Of(utc, time.GetUtcNow().UtcDateTime, Zone);
}
