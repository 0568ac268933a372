using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Variants;

/// <summary>The viewer's tab of variants. What is new in the family shows at once, whoever made it.</summary>
public sealed partial class VariantsPanel(FamilyTree tree, FamilyActions actions, CurrentActor current, ChangeFeed feed, IJSRuntime js, TimeProvider time)
    : ComponentBase, IAsyncDisposable
{
    private ElementReference root;
    private readonly Script<VariantsPanel> script = new();
    private IDisposable? following;
    private TreeNode? chosen;
    private TreeLayout? placed;
    private long? placedFor;
    private long? shown;
    private bool focus;

    // left by keys that came faster than the focus could follow
    private readonly HashSet<TreeNode> held = [];

    // what is drawn until the browser has said how much room there is
    private TreeWindow window = new(0, 0, 1600, 800);

    /// <summary>The open image.</summary>
    [Parameter, EditorRequired]
    public required long Id { get; set; }

    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>Opens another image.</summary>
    [Parameter]
    public EventCallback<long> OnMove { get; set; }

    /// <summary>Opens an image to edit it.</summary>
    [Parameter]
    public EventCallback<long> OnEdit { get; set; }

    /// <summary>The person looks at another part of the tree.</summary>
    [JSInvokable]
    public void Look(double x, double y, double width, double height)
    {
        window = new(x, y, width, height);
        StateHasChanged();
    }

    /// <summary>A key was pressed on the tree.</summary>
    [JSInvokable]
    public void Walk(TreeStep step)
    {
        var from = tree.At;
        focus |= tree.Walk(step);
        if (from is not null && from != tree.At)
            held.Add(from);
        StateHasChanged();
    }

    [JSInvokable]
    public Task OpenAsync(long id)
    {
        tree.GoTo(id);
        return OnMove.InvokeAsync(id);
    }

    /// <summary>The image that the keys have walked to goes into the trash, not the one that is open.</summary>
    [JSInvokable]
    public Task TrashAsync(long id) => CanWrite && tree.Layout?.Find(id) is { Image.DeletedAt: null } ? actions.TrashAsync(id) : Task.CompletedTask;

    /// <summary>Fills the menu for an image; the browser opens it then.</summary>
    [JSInvokable]
    public void Choose(long id)
    {
        tree.GoTo(id);
        chosen = tree.Layout?.Find(id);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        following?.Dispose();
        await script.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Id)
            return;
        shown = Id;
        await tree.ReadAsync(Id, moved: true);
        held.Clear();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            if (await current.FindAsync() is { } actor)
                following = feed.Follow(actor.TeamId, tree.Concerns, () => InvokeAsync(RefreshAsync), time);
            await script.AttachAsync(js, this, "./Components/Variants/VariantsPanel.razor.js", root);
        }
        if (!script.IsAttached || tree.Layout is not { } layout)
            return;
        if ((layout != placed || Id != placedFor) && layout.Find(Id) is { } open)
        {
            (placed, placedFor) = (layout, Id);
            await script.CallAsync("place", Id, open.X, open.Y, layout.Width, layout.Height);
        }
        if (focus && tree.At is { } at)
        {
            focus = false;
            await script.CallAsync("focus", at.Id, at.X, at.Y);
            if (tree.At == at)
                held.Clear();
        }
    }

    private static bool IsParentTrashed(TreeNode? node) => node?.Parent?.Image.DeletedAt is not null && node.Image.DeletedAt is null;

    private bool CanEdit(Image image) => CanWrite && OnEdit.HasDelegate && NodeFace.StateOf(image) == NodeState.Ready;

    private async Task RefreshAsync()
    {
        await tree.ReadAsync(Id, moved: false);
        held.Clear();
        if (chosen is not null)
            chosen = tree.Layout?.Find(chosen.Id);
        StateHasChanged();
    }
}
