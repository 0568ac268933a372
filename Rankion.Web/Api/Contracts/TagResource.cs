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

/// <summary>What the tag is to be called.</summary>
public sealed record PatchTagBody
{
    /// <summary>1 to 64 characters; trimmed and put into lower case.</summary>
    /// <example>harbour</example>
    [System.ComponentModel.DataAnnotations.Required, System.ComponentModel.DataAnnotations.StringLength(Core.Images.Tags.MaxLength, MinimumLength = 1)]
    public string? Name { get; init; }
}
