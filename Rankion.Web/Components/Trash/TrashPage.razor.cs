using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Trash.TrashWords;

namespace Rankion.Web.Components.Trash;

/// <summary>What was thrown away, what goes for good first; and the ways out of it.</summary>
public sealed partial class TrashPage(TrashState state, BulkActions actions, BulkDesk desk, ScopeQuestions questions, Core.Images.Trash trash, NavigationManager navigation) : ComponentBase, IDisposable
{
    private static readonly GridView Flat = new(Stacks: false, ByDay: false);

    private TileGrid? grid;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;

    /// <summary>The image that is open over the trash.</summary>
    [Parameter]
    public long? OpenId { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private static IReadOnlyList<PickOption> Sorts =>
        [new(nameof(ImageSort.Expiring), Say["Expiring soonest"]), new(nameof(ImageSort.Deleted), Say["Last trashed"])];

    private ImageFilter Filter => ImageFilter.InTrash with { Sort = Sort == "deleted" ? ImageSort.Deleted : ImageSort.Expiring };

    private TileList list => state.List;

    private Selection Selection => state.Selection;

    private int Row => Preferences?.TileRow ?? Preferences.DefaultTileRow;

    private bool CanWrite => state.Actor?.CanWrite == true;

    private ImageScope All => new ImageScope.Matching(Filter, questions.Now, new HashSet<long>());

    public void Dispose()
    {
        Selection.Changed -= Redraw;
        desk.Changed -= Redraw;
    }

    protected override void OnInitialized()
    {
        zone = Preferences.Zone(Preferences?.TimeZone);
        Selection.Changed += Redraw;
        desk.Changed += Redraw;
    }

    protected override Task OnParametersSetAsync() => state.OpenAsync(Filter);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await state.ListenAsync(() => InvokeAsync(AbsorbAsync));
        await AbsorbAsync();
    }

    private string HrefOf(long id) => Urls.Trash(Filter.Sort, id);

    private void Order(string sort) => navigation.NavigateTo(Urls.Trash(Enum.Parse<ImageSort>(sort)));

    private void Move(long id) => navigation.NavigateTo(HrefOf(id), replace: true);

    private void Close() => navigation.NavigateTo(Urls.Trash(Filter.Sort), replace: true);

    private async Task AbsorbAsync()
    {
        await state.AbsorbAsync(place => grid?.Holds(place) == true);
        StateHasChanged();
    }

    private Task ActAsync(TileActionRequest request) => request.Action == TileAction.Restore
        ? RestoreAsync(ImageScope.Of(request.Tile.Id), 1)
        : DeleteAsync(ImageScope.Of(request.Tile.Id));

    private Task RestoreAllAsync() => RestoreAsync(All, list.Total);

    private async Task RestoreAsync(ImageScope scope, int count)
    {
        if (await questions.AgreeAsync(scope, count, n => new(Say["Restore {0:N0} images?", n], Say["Restore {0:N0}", n])))
            Leave(await actions.RestoreAsync(scope));
    }

    private async Task DeleteAsync(ImageScope scope)
    {
        if (await questions.AgreeToDeleteAsync(scope))
            Leave(await actions.DeleteForeverAsync(scope));
    }

    private async Task EmptyAsync()
    {
        if (await questions.AgreeToEmptyAsync(All))
            Leave(await actions.EmptyTrashAsync());
    }

    /// <summary>What one by one has left the list is let go of by the news; what was picked by the filter is not.</summary>
    private void Leave(BulkResult? result)
    {
        if (result is { Done: > 0 } && Selection.IsAllMatching)
            Selection.Clear();
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
