namespace Rankion.Core.Calendar;

/// <summary>What an event is to be. What is not named stays as it is, or is what a new one begins with.</summary>
public sealed record EventPatch
{
    private static readonly DateTime First = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public string? Title { get; init; }

    public EventKind? Kind { get; init; }

    public EventStatus? Status { get; init; }

    /// <summary>UTC; null: no date.</summary>
    public Named<DateTime?>? ScheduledAt { get; init; }

    /// <summary>The zone whose time of day it keeps; null: the one it has, UTC on a new one.</summary>
    public string? TimeZone { get; init; }

    public Named<int?>? DurationMinutes { get; init; }

    public Named<long?>? ArticleId { get; init; }

    public Named<long?>? ImageId { get; init; }

    public Named<string?>? Notes { get; init; }

    /// <summary>Moves it to another project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The <see cref="CalendarEvent.Version"/> that the change was thought out on; null where it does not matter.</summary>
    public int? ExpectedVersion { get; init; }

    /// <exception cref="RefusalException">422 by field.</exception>
    internal void Check()
    {
        if (Title is not null && (Title.Trim().Length is 0 or > CalendarEvent.MaxTitle || !Annotations.IsText(Title)))
            throw Refusal.Invalid("title", $"A title has 1 to {CalendarEvent.MaxTitle} characters.");
        if (ScheduledAt is { Value: { } at } && (at < First || at >= Last))
            throw Refusal.Invalid("scheduled_at", "This must lie between the years 2000 and 2100.");
        if (TimeZone is not null && !WallClock.IsZone(TimeZone))
            throw Refusal.Invalid("time_zone", "This must be a zone of the IANA tables, for example Europe/Berlin.");
        if (DurationMinutes is { Value: < 1 or > CalendarEvent.MaxMinutes })
            throw Refusal.Invalid("duration_minutes", $"This must be 1 to {CalendarEvent.MaxMinutes}: an event ends after it begins, within a week.");
        if (Notes is { Value: { } notes } && (notes.Length > CalendarEvent.MaxNotes || !Annotations.IsText(notes)))
            throw Refusal.Invalid("notes", "Notes have at most 10,000 characters.");
    }

    /// <summary>Sets what is named, once everything has been checked.</summary>
    /// <exception cref="RefusalException">422: without a time nothing is scheduled.</exception>
    internal void ApplyTo(CalendarEvent to, DateTime now)
    {
        var (status, scheduled) = (to.Status, to.ScheduledAt);
        to.Title = Title?.Trim() ?? to.Title;
        to.Kind = Kind ?? to.Kind;
        to.ProjectId = ProjectId ?? to.ProjectId;
        if (ScheduledAt is { } plan && (plan.Value != to.ScheduledAt || TimeZone is not null))
            to.Plan(plan.Value, TimeZone ?? to.TimeZone);
        else if (TimeZone is not null && TimeZone != to.TimeZone)
            to.Plan(to.ScheduledAt, TimeZone);
        to.Status = Status ?? to.Status;
        if (to is { Status: EventStatus.Scheduled, ScheduledAt: null })
            throw Refusal.Invalid("scheduled_at", "What is scheduled needs a time. Name one, or make it an idea or a draft.");
        to.DurationMinutes = DurationMinutes is { } duration ? duration.Value : to.DurationMinutes;
        to.ArticleId = ArticleId is { } article ? article.Value : to.ArticleId;
        to.ImageId = ImageId is { } image ? image.Value : to.ImageId;
        to.Notes = Notes is { } text ? (string.IsNullOrWhiteSpace(text.Value) ? null : text.Value) : to.Notes;
        if (to.Status != status)
            to.StatusAt = now;
        // another time, or scheduled anew: it becomes due anew
        if (to.Status != status || to.ScheduledAt != scheduled)
            to.DueAt = null;
    }
}
