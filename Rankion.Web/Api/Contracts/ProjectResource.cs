namespace Rankion.Web.Api.Contracts;

/// <summary>A piece of work that images are made for.</summary>
public sealed record ProjectResource
{
    /// <example>12</example>
    public required long Id { get; init; }

    /// <example>Spring campaign</example>
    public required string Name { get; init; }

    /// <summary>Unique within the team.</summary>
    /// <example>spring-campaign</example>
    public required string Slug { get; init; }

    /// <example>#2a4a66</example>
    public required string Color { get; init; }

    public required DateTime CreatedAt { get; init; }
}
