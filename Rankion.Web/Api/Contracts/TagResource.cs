namespace Rankion.Web.Api.Contracts;

/// <summary>The tags in use.</summary>
public sealed record TagsAnswer(IReadOnlyList<TagResource> Data);

/// <summary>A tag in use.</summary>
public sealed record TagResource
{
    /// <example>hero</example>
    public required string Name { get; init; }

    /// <summary>How many images of the gallery carry it.</summary>
    /// <example>12</example>
    public required long Count { get; init; }
}
