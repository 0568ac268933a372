using Microsoft.AspNetCore.Components;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Composer;

/// <summary>Which images guide what is made next.</summary>
public sealed partial class ReferencePicker(Core.Images.Gallery gallery, MediaUrls media, CurrentActor current) : ComponentBase
{
    private const int Shown = 3;
    private const int Latest = 18;

    private IReadOnlyList<Image> chosen = [];
    private IReadOnlyList<Image> latest = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<long> Ids { get; set; }

    /// <summary>How many the model takes.</summary>
    [Parameter]
    public int Max { get; set; }

    /// <summary>What the model is called.</summary>
    [Parameter]
    public string Model { get; set; } = "";

    [Parameter]
    public EventCallback<IReadOnlyList<long>> OnChange { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (Ids.SequenceEqual(chosen.Select(image => image.Id)) || await current.FindAsync() is not { } actor)
            return;
        var ids = Ids;
        var found = (await gallery.FindAllAsync(actor, [.. ids], CancellationToken.None)).Where(image => image.Status == ProcessingStatus.Ready).ToDictionary(image => image.Id);
        if (!ids.SequenceEqual(Ids))
            return; // chosen anew meanwhile
        chosen = [.. Ids.Where(found.ContainsKey).Select(id => found[id])];
        // what was deleted meanwhile guides nothing
        if (chosen.Count < Ids.Count)
            await OnChange.InvokeAsync([.. chosen.Select(image => image.Id)]);
    }

    private async Task ReadAsync()
    {
        if (await current.FindAsync() is { } actor)
            latest = (await gallery.StretchAsync(actor, new() { Status = ProcessingStatus.Ready, Video = false }, new(PerPage: Latest, Cursor: ""), CancellationToken.None)).Items;
    }

    private Task ToggleAsync(Image image) =>
        OnChange.InvokeAsync(Ids.Contains(image.Id) ? [.. Ids.Where(id => id != image.Id)] : [.. Ids, image.Id]);

    private string? Thumbnail(Image image) => media.For(image)?.Thumbnail(320);
}
