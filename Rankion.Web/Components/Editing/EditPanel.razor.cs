using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Rankion.Core.Credits;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Web.Components.Composer;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using Rankion.Web.Media;
using static Rankion.Web.Components.Editing.EditingWords;

namespace Rankion.Web.Components.Editing;

/// <summary>Takes an instruction and its settings, says what it costs and what stands in the way, and has variants made.</summary>
public sealed partial class EditPanel(EditDesk desk, ProviderCatalog catalog, IOptions<CreditsOptions> prices, TeamActivity activity, MediaUrls media, IJSRuntime js)
    : ComponentBase, IAsyncDisposable
{
    private const int MaxPrompt = GenerationRequest.MaxPrompt;
    private const int NearLimit = 30_000;

    private ElementReference form;
    private readonly Script<EditPanel> script = new();
    private IReadOnlyList<ImageModel> models = [];
    private IReadOnlyList<PickOption> modelOptions = [];
    private string? refusal;
    private int length;
    private bool blank = true;
    private bool busy;
    private bool isDrawing;

    [Parameter, EditorRequired]
    public required Image Image { get; set; }

    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>True where the panel was opened in order to write.</summary>
    [Parameter]
    public bool Focus { get; set; }

    [Parameter]
    public EventCallback<long> OnMove { get; set; }

    private EditSettings Settings => desk.Settings;

    private TeamActivity Activity => activity;

    private ImageModel Model => models.FirstOrDefault(m => m.Id == Settings.Model) ?? (models is [var first, ..] ? first : catalog.DefaultModel.Model);

    private int Total => prices.Value.Edit * Settings.Count;

    private bool CanAfford => activity.Balance is not { } balance || balance >= Total;

    private IReadOnlyList<PickOption> SizeOptions => [new("", Say["As the image"]) { Meta = $"{Image.Width} × {Image.Height}" }, .. ComposerMenus.Sizes(Model, Settings.Size)];

    private string? MaskBlock => this switch
    {
        { Image.DeletedAt: not null } => Say["It is in the trash: restore it first"],
        { Image.Status: not ProcessingStatus.Ready } => Say["Only a finished image can be edited"],
        { Settings.Extend: not null } => Say["Extending goes without a mask"],
        _ => null,
    };

    private string? Original => media.Original(Image);

    /// <summary>Why it cannot be sent; null when it can.</summary>
    private string? Reason => this switch
    {
        { Image.DeletedAt: not null } => Say["It is in the trash: restore it first"],
        { Image.IsSettled: false } => Say["It is not ready yet"],
        { Image.Status: not ProcessingStatus.Ready } => Say["Only a finished image can be edited"],
        { models: [] } => Say["No model that is set up here can edit"],
        { CanAfford: false } => Say["Too few credits"],
        { length: > MaxPrompt } => Say.Count(length - MaxPrompt, "1 character too many", "{0:N0} characters too many"),
        { Settings.References.Count: var n } when n > Model.MaxInputs - 1 => Say["{0} takes fewer references", Model.Id],
        { Settings.Extend: not null, Model.Masks: false } => Say["{0} cannot extend images", Model.Id],
        { Settings.MaskId: not null, Model.Masks: false } => Say["{0} takes no masks", Model.Id],
        { Settings: { MaskId: not null, Extend: not null } } => Say["Extending goes without a mask"],
        { Settings.Background: { } background } when !Model.Backgrounds.Contains(background) => Say["{0} cannot remove backgrounds", Model.Id],
        { blank: true } => Say["Say what to change"],
        _ => null,
    };

    /// <summary>The browser says what was typed: only how much, the text itself comes with <see cref="SendAsync"/>.</summary>
    [JSInvokable]
    public void OnText(int length, bool blank)
    {
        (this.length, this.blank, desk.IsWriting) = (length, blank, !blank);
        StateHasChanged();
    }

    /// <summary>Sends it, once: while one is under way another is not accepted.</summary>
    /// <param name="submission">The browser's name for this text with these settings: a repeated one is answered, and not paid again.</param>
    /// <returns>True when it was accepted, and the text may go.</returns>
    [JSInvokable]
    public async Task<bool> SendAsync(string text, Guid submission)
    {
        if (busy)
            return false;
        (length, blank, refusal) = (text.Length, string.IsNullOrWhiteSpace(text), null);
        busy = Reason is null;
        StateHasChanged();
        if (!busy)
            return false;
        try
        {
            // what was written is on its way: who waits for it may be taken to it
            desk.IsWriting = false;
            var refused = await desk.SendAsync(Image, Settings.Request(text, submission));
            refusal = refused is null ? null : Reasons.Of(refused);
            if (refused is null)
                desk.Settings = Settings.Lasting;
            else
                desk.IsWriting = true;
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
        Draw(false);
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        models = [.. catalog.Models.Select(m => m.Model).Where(m => m.MaxInputs > 0)];
        modelOptions = [.. ComposerMenus.Models(catalog, prices.Value.Edit).Where(o => models.Any(m => m.Id == o.Key))];
        var wanted = models.FirstOrDefault(m => m.Id == Settings.Model) ?? models.FirstOrDefault(m => m.Id == catalog.DefaultModel.Id) ?? Model;
        desk.Settings = (desk.ImageId == Image.Id ? Settings : Settings.Lasting).For(wanted);
        desk.ImageId = Image.Id;
        activity.Changed += Redraw;
        await activity.LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !CanWrite)
            return;
        await script.AttachAsync(js, this, "./Components/Editing/EditPanel.razor.js", form, Focus);
    }

    private Task PickCount(string count) => ChooseAsync(Settings with { Count = int.Parse(count, CultureInfo.InvariantCulture) });

    /// <summary>With other settings it is another edit, also if the text is the same.</summary>
    private async Task ChooseAsync(EditSettings chosen)
    {
        desk.Settings = chosen.For(models.FirstOrDefault(m => m.Id == chosen.Model) ?? Model);
        await script.CallAsync("renew");
    }

    private void Draw(bool on) => isDrawing = desk.IsDrawing = on;

    /// <param name="mask">Null: whatever was before stays.</param>
    private async Task MaskedAsync(string? mask)
    {
        Draw(false);
        if (mask is not null)
            await ChooseAsync(Settings with { MaskId = mask });
    }

    private async Task PutAsync(string instruction)
    {
        await script.CallAsync("put", instruction);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
