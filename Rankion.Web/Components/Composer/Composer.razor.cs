using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Generation;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Composer.ComposerWords;

namespace Rankion.Web.Components.Composer;

/// <summary>Takes a prompt and its settings, says what it costs, and has the pictures made.</summary>
public sealed partial class Composer(
    ComposerDesk desk, ProviderCatalog catalog, IOptions<CreditsOptions> prices, TeamActivity activity, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private const int MaxPrompt = GenerationRequest.MaxPrompt;
    private const int NearLimit = 30_000;
    private const string NoProject = "";

    private ElementReference form;
    private readonly Script<Composer> script = new();
    private ComposerSettings settings = new();
    private IReadOnlyList<PickOption> projectOptions = [];
    private IReadOnlyList<long> projectIds = [];
    private Actor? actor;
    private ComposerOffer? offer;
    private string typed = "";
    private string? refusal;
    private int length;
    private bool blank = true;
    private bool busy;
    private bool attached;
    private bool isSignedOut;

    /// <summary>True where the page was opened in order to write.</summary>
    [Parameter]
    public bool Focus { get; set; }

    private ProviderCatalog Catalog => catalog;

    private TeamActivity Activity => activity;

    private ImageModel Model => (catalog.Find(settings.Model) ?? catalog.DefaultModel).Model;

    private static string SignInAgain => AccountPaths.SignInFor("/images?compose=true");

    private int Price => prices.Value.Generate;

    private int Total => Price * settings.Count;

    private bool CanAfford => activity.Balance is not { } balance || balance >= Total;

    private string ProjectKey => settings.ProjectId?.ToString(CultureInfo.InvariantCulture) ?? NoProject;

    private string? DraftKey => actor is null ? null : $"rankion:draft:{actor.TeamId}";

    /// <summary>Why it cannot be sent; null when it can.</summary>
    private string? Reason => this switch
    {
        { actor: { CanWrite: false } } => Say["Viewers cannot generate"],
        { CanAfford: false, actor: { } actor } => actor.CanAdminister ? Say["Too few credits"] : Say["Too few credits: ask an admin for more"],
        { length: > MaxPrompt } => Say.Count(length - MaxPrompt, "1 character too many", "{0:N0} characters too many"),
        { settings.References.Count: var n } when n > Model.MaxInputs => Model.MaxInputs == 0 ? Say["{0} takes no references", Model.Id] : Say["{0} takes {1} references at most", Model.Id, Model.MaxInputs],
        { settings: { Background: "transparent", Format: "jpeg" } } => Say["A JPEG has no transparency: choose PNG or WebP."],
        { blank: true } => Say["Add a prompt"],
        _ => null,
    };

    /// <summary>Puts something into the composer; where words would go that were typed, it shows the difference and asks first.</summary>
    public async Task OfferAsync(ComposerOffer offered)
    {
        if (!script.IsAttached)
            return;
        typed = offered.Prompt is null ? "" : await script.CallAsync<string>("text") ?? "";
        if (string.IsNullOrWhiteSpace(typed) || typed == offered.Prompt)
            await TakeAsync(offered);
        else
            offer = offered;
        StateHasChanged();
        if (offer is not null)
            await script.CallAsync("ask");
    }

    /// <summary>Goes to its text.</summary>
    public Task OpenAsync() => script.CallAsync("open");

    /// <summary>Images were dropped on the composer.</summary>
    [JSInvokable]
    public Task AddReferencesAsync(IReadOnlyList<long> ids) =>
        actor is null ? Task.CompletedTask : InvokeAsync(async () =>
        {
            await Choose(settings with { References = [.. settings.References.Union(ids)] });
            StateHasChanged();
        });

    /// <summary>The browser says what was typed: only how much, the text itself comes with <see cref="SendAsync"/>.</summary>
    [JSInvokable]
    public void OnText(int length, bool blank)
    {
        (this.length, this.blank) = (length, blank);
        StateHasChanged();
    }

    /// <summary>Sends it, once: while one is under way another is not accepted.</summary>
    /// <returns>True when it was accepted, and the text may go.</returns>
    [JSInvokable]
    public async Task<bool> SendAsync(string text)
    {
        if (busy)
            return false;
        (length, blank, refusal) = (text.Length, string.IsNullOrWhiteSpace(text), null);
        if (Reason is not null)
        {
            StateHasChanged();
            return false;
        }
        busy = true;
        StateHasChanged();
        try
        {
            var request = settings.Request(text);
            (var refused, isSignedOut) = await desk.SendAsync(request);
            refusal = refused is null || isSignedOut ? null : Reasons.Of(refused);
            return refused is null;
        }
        finally
        {
            busy = false;
            StateHasChanged();
        }
    }

    public async ValueTask DisposeAsync()
    {
        activity.Changed -= Redraw;
        desk.Offered -= TakeOffered;
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        settings = settings.Fit(catalog, []);
        activity.Changed += Redraw;
        actor = await desk.FindActorAsync();
        if (actor is null)
            return;
        await activity.LoadAsync();
        var list = await desk.ProjectsAsync(actor);
        projectIds = [.. list.Select(p => p.Id)];
        projectOptions = [new(NoProject, Say["No project"]) { Short = Say["Project"] }, .. list.Select(p => new PickOption(p.Id.ToString(CultureInfo.InvariantCulture), p.Name) { Color = p.Color })];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The draft is the team's: it is not fetched before the team is known.
        if (actor is null || attached)
            return;
        attached = true;
        await script.AttachAsync(js, this, "./Components/Composer/Composer.razor.js", form, Focus);
        if (await script.CallAsync<ComposerSettings>("settings") is { } kept)
        {
            settings = kept.Fit(catalog, projectIds);
            StateHasChanged();
        }
        desk.Offered += TakeOffered;
        TakeOffered();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);

    private Task PickModel(string model) => Choose((settings with { Model = model }).Fit(catalog, projectIds));

    private Task PickCount(string count) => Choose(settings with { Count = int.Parse(count, CultureInfo.InvariantCulture) });

    private Task PickProject(string project) =>
        Choose(settings with { ProjectId = project == NoProject ? null : long.Parse(project, CultureInfo.InvariantCulture) });

    private async Task Choose(ComposerSettings chosen)
    {
        settings = chosen;
        await script.CallAsync("keep", settings);
    }

    private ComposerSettings Taken(ComposerOffer offered) => offered.Over(settings, catalog, projectIds);

    private async Task TakeAsync(ComposerOffer offered)
    {
        offer = null;
        await Choose(Taken(offered));
        if (offered.Prompt is { } prompt)
            await script.CallAsync("put", prompt);
        else
            await script.CallAsync("appear");
    }

    private void TakeOffered()
    {
        if (desk.TakeReferences() is { Count: > 0 } ids)
            _ = InvokeAsync(async () =>
            {
                await AddReferencesAsync(ids);
                await script.CallAsync("open");
            });
    }

    private Task DropOfferAsync()
    {
        offer = null;
        return script.CallAsync("open");
    }

    private void Forgive() => refusal = null;

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
