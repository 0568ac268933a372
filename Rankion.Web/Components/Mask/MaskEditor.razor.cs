using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using Rankion.Web.Uploads;
using static Rankion.Web.Components.Mask.MaskWords;

namespace Rankion.Web.Components.Mask;

/// <summary>Draws where an image may change. What is drawn goes up past the circuit and becomes a mask of the person's own (<see cref="Core.Editing.EditMasks"/>).</summary>
public sealed partial class MaskEditor(CurrentActor current, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private ElementReference dialog;
    private readonly Script<MaskEditor> script = new();

    [Parameter, EditorRequired]
    public required long ImageId { get; set; }

    /// <summary>Pixels.</summary>
    [Parameter, EditorRequired]
    public required int Width { get; set; }

    [Parameter, EditorRequired]
    public required int Height { get; set; }

    /// <summary>The picture; its original, so that one can look closely.</summary>
    [Parameter, EditorRequired]
    public required string Url { get; set; }

    /// <summary>The mask to go on with (<see cref="Core.Editing.EditMask.Id"/>); null to begin a new one.</summary>
    [Parameter]
    public string? MaskId { get; set; }

    /// <summary>The finished mask's id; null where the person gave up, and whatever was before stays.</summary>
    [Parameter]
    public EventCallback<string?> Done { get; set; }

    private static (string Tool, string Icon, string Key, string Name)[] Tools =>
    [
        ("brush", "brush", "B", Say["Brush"]),
        ("eraser", "ink_eraser", "E", Say["Eraser"]),
        ("rectangle", "select", "U", Say["Rectangle"]),
        ("lasso", "lasso_select", "L", Say["Lasso"]),
    ];

    private static (string Act, string Icon, string Name, string Tip)[] Acts =>
    [
        ("invert", "invert_colors", Say["Invert"], $"{Say["Invert"]} ⇧V"),
        ("clear", "delete", Say["Clear"], Say["Clear"]),
        ("import", "upload", Say["Import a mask"], Say["Import a mask"]),
        ("export", "download", Say["Export the mask"], Say["Export the mask"]),
    ];

    private (string Field, string Name, int Most, int Start)[] Numbers =>
    [
        ("x", Say["From the left"], Width - 1, Width / 4),
        ("y", Say["From the top"], Height - 1, Height / 4),
        ("w", Say["Width"], Width, Math.Max(1, Width / 2)),
        ("h", Say["Height"], Height, Math.Max(1, Height / 2)),
    ];

    /// <param name="id">Null: given up.</param>
    [JSInvokable]
    public Task FinishAsync(string? id) => Done.InvokeAsync(id);

    public async ValueTask DisposeAsync()
    {
        await script.DisposeAsync();
    }

    // once: from then on the script says what is pressed and shown
    protected override bool ShouldRender() => false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        var actor = await current.ActorAsync();
        var query = string.Create(CultureInfo.InvariantCulture, $"?team={actor.TeamId}");
        await script.AttachAsync(js, this, "./Components/Mask/MaskEditor.razor.js", dialog, new
        {
            image = ImageId,
            width = Width,
            height = Height,
            mask = MaskId,
            post = string.Create(CultureInfo.InvariantCulture, $"{MaskEndpoint.Path}{query}&image={ImageId}"),
            read = MaskId is null ? null : $"{MaskEndpoint.Path}/{MaskId}{query}",
        });
    }

    private static string Sentences => JsonSerializer.Serialize(new Dictionary<string, string>
    {
        ["nothing"] = Say["Nothing is marked yet"],
        ["little"] = Say["Less than 1 % may change"],
        ["some"] = Say["{0} % may change"],
        ["all"] = Say["All of it may change"],
        ["mark"] = Say["Nothing is marked. Paint where the image may change."],
        ["discard"] = Say["Discard what you have drawn?"],
        ["discardYes"] = Say["Discard"],
        ["discardNo"] = Say["Keep drawing"],
        ["scale"] = Say["This mask has {0} × {1} pixels, the image {2} × {3}."],
        ["scaleYes"] = Say["Scale it to the image"],
        ["cancel"] = Say["Cancel"],
        ["close"] = Say["Close"],
        ["large"] = Say["This file is too large for a mask: at most 20 MB and 50 million pixels."],
        ["notPng"] = Say["A mask is a PNG. This file is not."],
        ["noAlpha"] = Say["This PNG has no transparency. A mask is transparent where the image may change."],
        ["opaque"] = Say["This mask is opaque everywhere: nothing would change."],
        ["broken"] = Say["This PNG is damaged or incomplete."],
        ["imageGone"] = Say["This image was deleted meanwhile. Export the mask if you want to keep it."],
        ["gone"] = Say["The mask that was there is not kept any more. Draw it again."],
        ["offline"] = Say["The connection broke. What you have drawn is still here."],
        ["signedOut"] = Say["You are signed out. Sign in in another tab, then try again."],
        ["trouble"] = Say["Something went wrong on our side."],
        ["smaller"] = Say["Smaller brush"],
        ["larger"] = Say["Larger brush"],
        ["undo"] = Say["Undo"],
        ["redo"] = Say["Redo"],
        ["invert"] = Say["Invert"],
        ["fit"] = Say["Fit {0} %"],
        ["spot"] = Say["{0} from the left, {1} from the top"],
        ["down"] = Say["The tool is down"],
        ["up"] = Say["The tool is lifted"],
        ["file"] = Say["Mask"],
    });
}
