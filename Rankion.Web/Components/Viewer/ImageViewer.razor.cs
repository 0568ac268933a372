using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Viewer;

/// <summary>The open image: the picture, what is known about it, and the way to its neighbours.</summary>
public sealed partial class ImageViewer(Core.Images.Gallery gallery, Tiles tiles, MediaUrls media, CurrentActor current, ChangeFeed feed, IJSRuntime js)
    : ComponentBase, IAsyncDisposable
{
    private ElementReference dialog;
    private DotNetObjectReference<ImageViewer>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? handle;
    private IDisposable? subscription;
    private ImageDetail? detail;
    private Tile? own;
    private string creator = "";
    private long? previous;
    private long? next;
    private long? shown;
    private bool gone;

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
    public EventCallback<Image> OnUsePrompt { get; set; }

    [Parameter]
    public EventCallback<long> OnMove { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private Image? Image => detail?.Image.Id == Id ? detail.Image : null;

    // The gallery's own tile is there at once; an image it does not hold is read.
    private Tile? Tile => List.Find(Id) ?? (own?.Id == Id ? own : null);

    private string Title => Tile?.Title ?? (gone ? "Not found" : "Image");

    private Project? Project => Projects.FirstOrDefault(p => p.Id == Image?.ProjectId);

    private int? Position => List.IndexOf(Id) is >= 0 and var at ? at + 1 : null;

    /// <summary>Goes to a neighbour, if there is one.</summary>
    [JSInvokable]
    public Task StepAsync(int by) => (by < 0 ? previous : next) is { } id ? OnMove.InvokeAsync(id) : Task.CompletedTask;

    [JSInvokable]
    public Task CloseAsync() => OnClose.InvokeAsync();

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
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

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        shown = Id;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        if (await current.FindAsync() is { } actor)
            subscription = feed.Subscribe(actor.TeamId, change => _ = Concerns(change) ? InvokeAsync(RefreshAsync) : Task.CompletedTask);
        if (Image is { IsSettled: false })
            await RefreshAsync(); // it may have been settled before anybody listened
        module = await js.InvokeAsync<IJSObjectReference>("import", "./Components/Viewer/ImageViewer.razor.js");
        self = DotNetObjectReference.Create(this);
        handle = await module.InvokeAsync<IJSObjectReference>("attach", dialog, self);
    }

    private bool Concerns(TeamEvent change) => change switch
    {
        ImageChanged image => image.ImageId == Id,
        ImagesRemoved removed => removed.ImageIds.Contains(Id),
        ImagesRestored restored => restored.ImageIds.Contains(Id),
        _ => false,
    };

    private async Task RefreshAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        var id = Id;
        var actor = await current.ActorAsync();
        var found = await gallery.FindAsync(actor, id, CancellationToken.None);
        if (id != Id)
            return; // moved on meanwhile
        (detail, gone) = (found, found is null || found.Image.DeletedAt is not null);
        if (found is null)
            return;
        own = (await tiles.OfAsync([found.Image], CancellationToken.None))[0];
        creator = own.Creator;
        await FindNeighboursAsync(found.Image);
    }

    private async Task FindNeighboursAsync(Image image)
    {
        var at = List.IndexOf(image.Id);
        if (at > 0 && (at < List.Items.Count - 1 || !List.HasMore))
            (previous, next) = (List.Items[at - 1].Id, at < List.Items.Count - 1 ? List.Items[at + 1].Id : null);
        else
            (previous, next) = await gallery.NeighboursAsync(await current.ActorAsync(), Filter, image, CancellationToken.None);
    }
}
