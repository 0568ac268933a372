namespace Rankion.Web.Components.Ui;

/// <summary>One line of a <c>PickMenu</c>.</summary>
public sealed record PickOption(string Key, string Text)
{
    /// <summary>What the button says when this is chosen, where the text is too long for it.</summary>
    public string? Short { get; init; }

    /// <summary>At the end of the line.</summary>
    public string? Meta { get; init; }

    /// <summary>Below the text: what it can do.</summary>
    public IReadOnlyList<string> Chips { get; init; } = [];

    /// <summary>Draws a frame of this shape, width by height.</summary>
    public double? Ratio { get; init; }

    /// <summary>A dot of this colour.</summary>
    public string? Color { get; init; }
}
