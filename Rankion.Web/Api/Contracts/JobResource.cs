using Rankion.Core.Jobs;

namespace Rankion.Web.Api.Contracts;

/// <summary>A piece of slow work.</summary>
public sealed record JobResource
{
    /// <example>"17"</example>
    public required string Id { get; init; }

    /// <example>generate</example>
    public required string Kind { get; init; }

    /// <summary><c>queued</c>, <c>processing</c>, then one of <c>ready</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>What happens just now, in a word; null while it waits and once it has ended.</summary>
    public required string? Stage { get; init; }

    public required JobProgress Progress { get; init; }

    /// <summary>How often it has been started.</summary>
    /// <example>1</example>
    public required int Attempts { get; init; }

    /// <summary>Why it failed, or why it waits for another attempt.</summary>
    public required ErrorResource? Error { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? FinishedAt { get; init; }
}

/// <summary>How far a job is.</summary>
public sealed record JobProgress(int Done, int Total);
