using System.ComponentModel.DataAnnotations;
using Rankion.Core;
using Rankion.Core.Calendar;

namespace Rankion.Web.Api.Contracts;

/// <summary>What an event is to be. What is left out stays as it is; a new one needs a title.</summary>
// set, not init: only what was sent is set, and so null is told from left out; the limits are Core's
public sealed record EventBody
{
    private bool namesTime;
    private bool namesDuration;
    private bool namesArticle;
    private bool namesImage;
    private bool namesNotes;

    /// <summary>1 to 200 characters.</summary>
    /// <example>AI Coding Tools — Launch Post</example>
    [StringLength(CalendarEvent.MaxTitle, MinimumLength = 1)]
    public string? Title { get; set; }

    /// <summary><c>article</c>, <c>social_post</c>, <c>newsletter</c> or <c>other</c>. Default: <c>article</c>.</summary>
    /// <example>article</example>
    public string? Kind { get; set; }

    /// <summary>
    /// <c>idea</c>, <c>draft</c>, <c>scheduled</c>, <c>published</c> or <c>cancelled</c>. Default: <c>scheduled</c> with a time, else <c>idea</c>.
    /// Nothing is published by itself.
    /// </summary>
    /// <example>scheduled</example>
    public string? Status { get; set; }

    /// <summary>With any offset; UTC without one. Null: no date.</summary>
    /// <example>2026-05-15T09:00:00Z</example>
    public DateTime? ScheduledAt
    {
        get;
        set => (field, namesTime) = (value, true);
    }

    /// <summary>IANA name of the zone whose time of day the event keeps when it is moved by days. Default: <c>UTC</c>.</summary>
    /// <example>Europe/Berlin</example>
    public string? TimeZone { get; set; }

    /// <summary>1 to 10,080; null: none.</summary>
    /// <example>30</example>
    public int? DurationMinutes
    {
        get;
        set => (field, namesDuration) = (value, true);
    }

    /// <summary>An article of the team; null: none.</summary>
    /// <example>88</example>
    public long? ArticleId
    {
        get;
        set => (field, namesArticle) = (value, true);
    }

    /// <summary>An image of the team; null: none.</summary>
    /// <example>42</example>
    public long? ImageId
    {
        get;
        set => (field, namesImage) = (value, true);
    }

    /// <summary>At most 10,000 characters; null: none.</summary>
    public string? Notes
    {
        get;
        set => (field, namesNotes) = (value, true);
    }

    /// <summary>Moves it to another project of the team.</summary>
    public long? ProjectId { get; set; }

    internal EventPatch ToPatch(int? expectedVersion = null) => new()
    {
        Title = Title,
        Kind = ApiChoice.Read<EventKind>("kind", Kind),
        Status = ApiChoice.Read<EventStatus>("status", Status),
        ScheduledAt = namesTime ? new Named<DateTime?>(ShareBody.Utc(ScheduledAt)) : null,
        TimeZone = TimeZone,
        DurationMinutes = namesDuration ? new Named<int?>(DurationMinutes) : null,
        ArticleId = namesArticle ? new Named<long?>(ArticleId) : null,
        ImageId = namesImage ? new Named<long?>(ImageId) : null,
        Notes = namesNotes ? new Named<string?>(Notes) : null,
        ProjectId = ProjectId,
        ExpectedVersion = expectedVersion,
    };
}

/// <summary>A slot for a piece of content of a project, with or without a date.</summary>
public sealed record EventResource
{
    /// <example>31</example>
    public required long Id { get; init; }

    /// <example>12</example>
    public required long ProjectId { get; init; }

    /// <example>AI Coding Tools — Launch Post</example>
    public required string Title { get; init; }

    public required EventKind Kind { get; init; }

    public required EventStatus Status { get; init; }

    /// <summary>Null: no date yet.</summary>
    /// <example>2026-05-15T09:00:00Z</example>
    public required DateTime? ScheduledAt { get; init; }

    /// <summary>The zone whose time of day it keeps when it is moved by days.</summary>
    /// <example>UTC</example>
    public required string TimeZone { get; init; }

    /// <example>30</example>
    public required int? DurationMinutes { get; init; }

    /// <example>88</example>
    public required long? ArticleId { get; init; }

    /// <example>42</example>
    public required long? ImageId { get; init; }

    public required string? Notes { get; init; }

    /// <summary>When its time came while it was scheduled; null before that, and once it is scheduled anew.</summary>
    public required DateTime? DueAt { get; init; }

    public required PersonResource CreatedBy { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}
