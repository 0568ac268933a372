using Rankion.Core.Editing;
using Rankion.Core.Generation;

namespace Rankion.Web.Components.Editing;

/// <summary>All that an edit is asked for with, beside the instruction. Null: the default, or the image's own.</summary>
public sealed record EditSettings
{
    public const string Transparent = "transparent";

    public string? Model { get; init; }

    public string? Size { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    /// <summary>The shape that the picture is to grow to.</summary>
    public string? Extend { get; init; }

    /// <summary>A mask that the person has drawn (<see cref="EditMask.Id"/>): only what it leaves open changes.</summary>
    public string? MaskId { get; init; }

    public int Count { get; init; } = 1;

    /// <summary>Images that guide it.</summary>
    public IReadOnlyList<long> References { get; init; } = [];

    /// <summary>What goes for the next image as well: how to draw, not what.</summary>
    public EditSettings Lasting => this with { Size = null, Background = null, Extend = null, MaskId = null, References = [] };

    /// <summary>What this model knows of it; what it cannot do stays, to be said.</summary>
    public EditSettings For(ImageModel model) => this with
    {
        Model = model.Id,
        Quality = model.Qualities.Contains(Quality) ? Quality : (model.Qualities is [var first, ..] ? first : null),
        Size = Size is not null && (model.Sizes.Contains(Size) || model.AnySize) ? Size : null,
    };

    public EditRequest Request(string instruction, Guid submission) => new()
    {
        Prompt = instruction,
        Model = Model,
        Size = Extend is null ? Size : null,
        Quality = Quality,
        Background = Background,
        Extend = Extend,
        MaskId = MaskId,
        ReferenceIds = References,
        N = Count,
        Submission = submission,
    };
}
