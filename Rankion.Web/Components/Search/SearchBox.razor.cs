using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core.Images.Searching;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Search;

/// <summary>Where the gallery is searched; what it finds is in the address.</summary>
public sealed partial class SearchBox(SearchDesk desk, Completions completions, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private ElementReference root;
    private readonly Script<SearchBox> script = new();
    private IReadOnlyList<Completion> options = [];
    private IReadOnlyList<SearchFault> faults = [];
    private string first = "";
    private string shown = "";

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    /// <summary>What the text could go on with at the caret.</summary>
    [JSInvokable]
    public async Task CompleteAsync(string text, int caret)
    {
        options = await completions.AtAsync(desk, text, caret, CancellationToken.None);
        StateHasChanged();
    }

    /// <summary>Searches. What the caret is in is still being typed: it is no fault yet.</summary>
    /// <param name="caret">Null once the box was left.</param>
    [JSInvokable]
    public void Search(string text, int? caret, bool isFirst)
    {
        desk.Search(text, isFirst);
        shown = text;
        faults = [.. desk.Faults.Where(fault => caret is null || caret < fault.Term.Start || caret > fault.Term.End)];
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        desk.Changed -= Redraw;
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        await desk.OpenAsync(Preferences?.TimeZone);
        desk.Changed += Redraw;
        (first, shown, faults) = (desk.Text, desk.Text, desk.Faults);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await script.AttachAsync(js, this, "./Components/Search/SearchBox.razor.js", root, SearchSay.Say["Search images"].ToString());
        if (desk.Text != first)
            Redraw();
    }

    /// <summary>The text in pieces, right and wrong.</summary>
    private IEnumerable<(string Text, bool IsBad)> Pieces()
    {
        var at = 0;
        foreach (var term in faults.Select(fault => fault.Term).Where(term => term.End <= shown.Length).OrderBy(term => term.Start))
        {
            yield return (shown[at..term.Start], false);
            yield return (shown[term.Start..term.End], true);
            at = term.End;
        }
        yield return (shown[at..], false);
    }

    // Back, a chip, a menu: the text is another one now. What somebody is typing this moment stays.
    private void Redraw() => _ = InvokeAsync(async () =>
    {
        if (script.IsAttached && await script.CallAsync<bool>("put", desk.Text))
            (shown, faults) = (desk.Text, desk.Faults);
        StateHasChanged();
    });
}
