using System.ComponentModel.DataAnnotations;
using Rankion.Core.Calendar;

namespace Rankion.Web.Api.Contracts;

/// <summary>What a feed is to tell. What is left out or null: everything of the project.</summary>
public sealed record CalendarFeedBody
{
    /// <summary>What subscribers see; 1 to 100 characters. Default: the project's name.</summary>
    /// <example>Spring campaign, newsletters</example>
    [StringLength(CalendarFeed.MaxName, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>Only these kinds: <c>article</c>, <c>social_post</c>, <c>newsletter</c>, <c>other</c>.</summary>
    /// <example>["newsletter"]</example>
    [MaxLength(4)]
    public IReadOnlyList<string?>? Kind { get; init; }

    /// <summary>Only these statuses: <c>idea</c>, <c>draft</c>, <c>scheduled</c>, <c>published</c>, <c>cancelled</c>.</summary>
    /// <example>["scheduled", "published"]</example>
    [MaxLength(5)]
    public IReadOnlyList<string?>? Status { get; init; }

    /// <summary>Only what has no image yet.</summary>
    public bool? WithoutImage { get; init; }

    internal CalendarFilter ToFilter() => new()
    {
        Kinds = [.. (Kind ?? []).Select(kind => ApiChoice.Read<EventKind>("kind", kind ?? "")!.Value)],
        Statuses = [.. (Status ?? []).Select(status => ApiChoice.Read<EventStatus>("status", status ?? "")!.Value)],
        WithoutImage = WithoutImage == true,
    };
}

/// <summary>A new feed: an address that calendars elsewhere may subscribe to. Both are shown this once.</summary>
public sealed record CalendarFeedReceipt
{
    /// <summary>40 of A–Z, a–z, 0–9.</summary>
    /// <example>Rk3vXq8ZtLw2NcY7bHs5PdJm9GfTa4UeVo6Kr1Qx</example>
    public required string Token { get; init; }

    /// <summary>An iCalendar document (RFC 5545) for whoever has this address, until it is revoked.</summary>
    /// <example>https://rankion.example/v1/projects/12/calendar.ics?token=Rk3vXq8ZtLw2NcY7bHs5PdJm9GfTa4UeVo6Kr1Qx</example>
    public required string Url { get; init; }
}

/// <summary>A feed of a project.</summary>
public sealed record CalendarFeedResource
{
    /// <example>4</example>
    public required long Id { get; init; }

    /// <example>Spring campaign, newsletters</example>
    public required string Name { get; init; }

    /// <summary>Empty: all.</summary>
    public required IReadOnlyList<EventKind> Kind { get; init; }

    /// <summary>Empty: all.</summary>
    public required IReadOnlyList<EventStatus> Status { get; init; }

    public required bool WithoutImage { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>To the hour; null: never.</summary>
    public required DateTime? LastReadAt { get; init; }
}

/// <summary>The feeds of a project, newest first.</summary>
public sealed record CalendarFeedsAnswer(IReadOnlyList<CalendarFeedResource> Data);
