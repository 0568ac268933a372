namespace Rankion.Web.Components.Search;

/// <summary>A value that the list can be narrowed to.</summary>
public sealed record FilterOption(string Value, string Name, bool IsOn)
{
    public string? Icon { get; init; }

    public string? Color { get; init; }

    /// <summary>How many there are, as it is shown.</summary>
    public string? Count { get; init; }
}
