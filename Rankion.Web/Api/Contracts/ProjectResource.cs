using System.ComponentModel.DataAnnotations;
using Rankion.Core.Projects;

namespace Rankion.Web.Api.Contracts;

/// <summary>What a project is to be. What is left out or null stays as it is; a new one needs a name.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record ProjectBody
{
    /// <summary>1 to 100 characters.</summary>
    /// <example>Spring campaign</example>
    [StringLength(Project.MaxName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>1 to 60 lower-case letters, digits and single dashes, unique within the team. A new project's is made from its name.</summary>
    /// <example>spring-campaign</example>
    [StringLength(Project.MaxSlug, MinimumLength = 1)]
    public string? Slug { get; init; }

    /// <summary>The colour of its dot, as <c>#rrggbb</c>. A new project takes the next of a palette.</summary>
    /// <example>#2a4a66</example>
    [RegularExpression("^#[0-9a-fA-F]{6}$", ErrorMessage = "A colour is written #rrggbb.")]
    public string? Color { get; init; }

    /// <summary>Archived, it is offered nowhere any more; what it holds stays.</summary>
    public bool? Archived { get; init; }

    internal ProjectPatch ToPatch() => new() { Name = Name, Slug = Slug, Color = Color, Archived = Archived };
}

/// <summary>A piece of work that images, articles and events are made for.</summary>
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

    /// <summary>Archived, it is offered nowhere any more; what it holds stays.</summary>
    public required bool Archived { get; init; }

    public required DateTime CreatedAt { get; init; }
}
