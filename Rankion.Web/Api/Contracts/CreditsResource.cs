using Rankion.Core.Credits;

namespace Rankion.Web.Api.Contracts;

/// <summary>The team's credits, with one page of their movements.</summary>
public sealed record CreditsAnswer(CreditsResource Data, ListMeta Meta, ListLinks Links);

/// <summary>What there is, and how it came to be.</summary>
public sealed record CreditsResource
{
    /// <example>985</example>
    public required int Balance { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<LedgerEntryResource> Ledger { get; init; }
}

/// <summary>One movement of credits.</summary>
public sealed record LedgerEntryResource
{
    public required long Id { get; init; }

    /// <summary>Signed: a charge is negative.</summary>
    /// <example>-5</example>
    public required int Amount { get; init; }

    public required LedgerKind Kind { get; init; }

    public required string? JobId { get; init; }

    public required long? ImageId { get; init; }

    public required string? Note { get; init; }

    public required DateTime CreatedAt { get; init; }
}
