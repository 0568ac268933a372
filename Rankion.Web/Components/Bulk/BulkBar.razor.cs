using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Compare;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>What can be done with everything that is selected.</summary>
public sealed partial class BulkBar(BulkActions actions, BulkDesk desk, ScopeQuestions questions, ImageScopes scopes, CurrentActor current, TimeProvider time) : ComponentBase, IDisposable
{
    /// <summary>Beyond these the star is not looked up at every click on a tile.</summary>
    private const int MaxLooked = 5000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    private readonly Latest looking = new();
    private Portion star;

    [Parameter, EditorRequired]
    public required Selection Selection { get; set; }

    /// <summary>How many images the view has.</summary>
    [Parameter]
    public int Total { get; set; }

    /// <summary>How many of the selected ones the view does not show.</summary>
    [Parameter]
    public int Elsewhere { get; set; }

    /// <summary>The collection that the view shows.</summary>
    [Parameter]
    public long? CollectionId { get; set; }

    [Parameter]
    public bool CanWrite { get; set; }

    [Parameter]
    public string? Class { get; set; }

    /// <summary>Selects all that the view matches, read or not.</summary>
    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    /// <summary>Other actions than the gallery's.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private BulkDesk Desk => desk;

    private string StarLabel => star == Portion.All ? Say["Remove from favourites"] : Say["Add to favourites"];

    private string? CompareHref => !Selection.IsAllMatching && Selection.Count is >= CompareSet.Min and <= CompareSet.Max ? Urls.Compare(Selection.Ids) : null;

    public void Dispose()
    {
        Selection.Changed -= Look;
        desk.Changed -= Redraw;
        looking.Dispose();
    }

    protected override void OnInitialized()
    {
        Selection.Changed += Look;
        desk.Changed += Redraw;
        Look();
    }

    private async Task FavoriteAsync()
    {
        // what was looked up may be a moment old
        await LookAsync(CancellationToken.None);
        var favorite = star != Portion.All;
        if (await AgreeAsync(n => favorite
            ? new(Say["Add {0:N0} images to favourites?", n], Say["Add {0:N0}", n])
            : new(Say["Remove {0:N0} images from favourites?", n], Say["Remove {0:N0}", n])))
        {
            await actions.FavoriteAsync(Selection.ToScope(), favorite);
            Look();
        }
    }

    private async Task TagAsync(TagPicks picks)
    {
        if (await AgreeAsync(n => new(Say["Change the tags of {0:N0} images?", n], Say["Change {0:N0}", n]) { Text = Describe(picks) }))
            await actions.TagAsync(Selection.ToScope(), picks.Added, picks.Removed);
    }

    private async Task MoveAsync(Project? project)
    {
        if (await AgreeAsync(n => new(
            project is null ? Say["Take {0:N0} images out of their projects?", n] : Say["Move {0:N0} images to {1}?", n, project.Name], Say["Move {0:N0}", n])))
        {
            await actions.MoveAsync(Selection.ToScope(), project?.Id, project?.Name);
        }
    }

    private async Task TrashAsync()
    {
        var isHalf = Selection.Count > 1 && Selection.Count * 2 > Total;
        var text = Say["They can be restored from the trash. Images still being made are cancelled and paid back."];
        var (known, used) = await questions.UsesAsync(Selection.ToScope());
        if (!known || !await AgreeAsync(n => new(Say.Count(n, "Move 1 image to the trash?", "Move {0:N0} images to the trash?"), Say["Trash {0:N0}", n])
        {
            Text = used is null ? text : $"{used} {text}",
        }, isHalf || used is not null))
            return;
        if (await actions.TrashAsync(Selection.ToScope()) is BulkResult<DateTime?> result)
            Leave(result);
    }

    /// <summary>What is gone from the view is selected no longer.</summary>
    private void Leave(BulkResult<DateTime?> result)
    {
        if (Selection.IsAllMatching && result is { IsWhole: true, Failed: [] })
            Selection.Clear();
        else
            Selection.Remove(result.Changed.Select(c => c.Id));
    }

    private static string Describe(TagPicks picks) => string.Join(" ", new[]
    {
        picks.Added.Count == 0 ? "" : Say["Added: {0}.", string.Join(", ", picks.Added)],
        picks.Removed.Count == 0 ? "" : Say["Removed: {0}.", string.Join(", ", picks.Removed)],
    }.Where(part => part.Length > 0));

    private Task<bool> AgreeAsync(Func<int, BulkQuestion> question, bool always = false) => questions.AgreeAsync(Selection.ToScope(), Selection.Count, question, always);

    /// <summary>Whether the star is on all of them, a moment after the last click.</summary>
    private void Look()
    {
        var token = looking.Begin();
        _ = InvokeAsync(async () =>
        {
            StateHasChanged();
            try
            {
                await Task.Delay(Pause, time, token);
                if (Selection.Count <= MaxLooked)
                    await LookAsync(token);
                StateHasChanged();
            }
            catch (OperationCanceledException)
            {
                // the next one looks
            }
        });
    }

    private async Task LookAsync(CancellationToken ct)
    {
        if (Selection.IsEmpty || !CanWrite || ChildContent is not null)
            return;
        var refusal = await Refusals.OfAsync(async () =>
        {
            var summary = await scopes.SummarizeAsync(await current.ActorAsync(ct), Selection.ToScope(), ct);
            star = summary.Of(summary.Favorites);
        });
        if (refusal is not null)
            star = Portion.None;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
