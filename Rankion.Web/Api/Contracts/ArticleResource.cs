using System.ComponentModel.DataAnnotations;
using Rankion.Core;
using Rankion.Core.Articles;

namespace Rankion.Web.Api.Contracts;

/// <summary>What an article is to be. What is left out stays as it is; a new one needs a title, and is an empty draft otherwise.</summary>
// set, not init: only what was sent is set, and so null is told from left out; the limits are Core's
public sealed record ArticleBody
{
    private bool namesHero;

    /// <summary>1 to 200 characters.</summary>
    /// <example>AI coding tools</example>
    [StringLength(Article.MaxTitle, MinimumLength = 1)]
    public string? Title { get; set; }

    /// <summary>1 to 100 lower-case letters, digits and single dashes, unique within the project. A new article's is made from its title.</summary>
    /// <example>ai-coding-tools</example>
    [StringLength(Article.MaxSlug, MinimumLength = 1)]
    public string? Slug { get; set; }

    /// <summary><c>draft</c>, <c>review</c>, <c>published</c> or <c>archived</c>.</summary>
    /// <example>draft</example>
    public string? Status { get; set; }

    /// <summary>At most 200,000 characters of Markdown. An image of the team stands in it as <c>![words](image:42)</c>.</summary>
    /// <example># What they are good for&#10;&#10;![A desk at night](image:42)</example>
    [StringLength(Article.MaxBody)]
    public string? BodyMarkdown { get; set; }

    /// <summary>An image of the team; null: none.</summary>
    /// <example>42</example>
    public long? HeroImageId
    {
        get;
        set => (field, namesHero) = (value, true);
    }

    /// <summary>Moves it to another project of the team.</summary>
    public long? ProjectId { get; set; }

    internal ArticlePatch ToPatch(int? expectedVersion = null) => new()
    {
        Title = Title,
        Slug = Slug,
        Status = ApiChoice.Read<ArticleStatus>("status", Status),
        Body = BodyMarkdown,
        HeroImageId = namesHero ? new Named<long?>(HeroImageId) : null,
        ProjectId = ProjectId,
        ExpectedVersion = expectedVersion,
    };
}

/// <summary>A text of a project, with the images that it shows.</summary>
public sealed record ArticleResource
{
    /// <example>88</example>
    public required long Id { get; init; }

    /// <example>12</example>
    public required long ProjectId { get; init; }

    /// <example>AI coding tools</example>
    public required string Title { get; init; }

    /// <summary>Unique within the project.</summary>
    /// <example>ai-coding-tools</example>
    public required string Slug { get; init; }

    public required ArticleStatus Status { get; init; }

    /// <summary>Markdown. An image of the team stands in it as <c>![words](image:42)</c>.</summary>
    public required string BodyMarkdown { get; init; }

    public required long? HeroImageId { get; init; }

    public required PersonResource CreatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}
