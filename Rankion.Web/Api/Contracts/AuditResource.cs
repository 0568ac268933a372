namespace Rankion.Web.Api.Contracts;

/// <summary>Something that was done in the team.</summary>
public sealed record AuditResource
{
    public required long Id { get; init; }

    /// <summary>What, in dotted words.</summary>
    /// <example>image.trashed</example>
    public required string Action { get; init; }

    /// <summary>What it was done to.</summary>
    /// <example>image</example>
    public required string SubjectKind { get; init; }

    /// <summary>It may be gone by now.</summary>
    /// <example>42</example>
    public required long SubjectId { get; init; }

    /// <summary>Who did it; null for the system.</summary>
    public required PersonResource? By { get; init; }

    /// <summary>The API token it was done with; null in the browser.</summary>
    public required long? TokenId { get; init; }

    /// <summary>What the action alone does not say.</summary>
    /// <example>Harbour at dawn</example>
    public required string? Detail { get; init; }

    public required DateTime CreatedAt { get; init; }
}
