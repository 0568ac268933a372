using System.Globalization;
using System.Text;

namespace Rankion.Core.Calendar;

/// <summary>
/// Events as an iCalendar document (RFC 5545). The same events give the same bytes, so that a reader can be told that nothing has
/// changed.
/// </summary>
public static class IcsDocument
{
    public const string MediaType = "text/calendar; charset=utf-8";

    /// <summary>Octets of a line without its end (3.1).</summary>
    private const int MaxLine = 75;

    /// <param name="linkOf">Where an event is seen.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events, Func<CalendarEvent, string> linkOf)
    {
        var text = new StringBuilder();
        Add(text, "BEGIN:VCALENDAR");
        Add(text, "VERSION:2.0");
        Add(text, "PRODID:-//Rankion//Editorial calendar//EN");
        Add(text, "CALSCALE:GREGORIAN");
        Add(text, "NAME:" + Escape(name));
        Add(text, "X-WR-CALNAME:" + Escape(name));
        Add(text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Add(text, "X-PUBLISHED-TTL:PT1H");
        foreach (var e in events)
            Write(text, e, linkOf(e));
        Add(text, "END:VCALENDAR");
        return text.ToString();
    }

    private static void Write(StringBuilder text, CalendarEvent e, string link)
    {
        Add(text, "BEGIN:VEVENT");
        // the instant it was made is its alone in the world, and stays when the server moves to another name
        Add(text, string.Create(CultureInfo.InvariantCulture, $"UID:{e.CreatedAt.Ticks}-{e.Id}@rankion"));
        // in a document without a METHOD it says when the event was last changed (3.8.7.2)
        Add(text, "DTSTAMP:" + Instant(e.UpdatedAt));
        Add(text, "DTSTART:" + Instant(e.ScheduledAt!.Value));
        if (e.DurationMinutes is { } minutes)
            Add(text, string.Create(CultureInfo.InvariantCulture, $"DURATION:PT{minutes}M"));
        Add(text, "SUMMARY:" + Escape(e.Title));
        if (e.Notes is not null)
            Add(text, "DESCRIPTION:" + Escape(e.Notes));
        Add(text, "CATEGORIES:" + Category(e.Kind));
        Add(text, "STATUS:" + Status(e));
        Add(text, "TRANSP:TRANSPARENT");
        Add(text, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{e.Version}"));
        Add(text, "CREATED:" + Instant(e.CreatedAt));
        Add(text, "LAST-MODIFIED:" + Instant(e.UpdatedAt));
        Add(text, "URL:" + link);
        Add(text, "END:VEVENT");
    }

    private static string Status(CalendarEvent e) => e switch
    {
        { DeletedAt: not null } or { Status: EventStatus.Cancelled } => "CANCELLED",
        { Status: EventStatus.Scheduled or EventStatus.Published } => "CONFIRMED",
        _ => "TENTATIVE",
    };

    private static string Category(EventKind kind) => kind == EventKind.SocialPost ? "SOCIAL POST" : kind.ToString().ToUpperInvariant();

    private static string Instant(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As 3.3.11 has it; control characters have no place in a text.</summary>
    private static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var c in value.ReplaceLineEndings("\n"))
        {
            if (c is '\\' or ';' or ',')
                text.Append('\\').Append(c);
            else if (c == '\n')
                text.Append("\\n");
            else if (!char.IsControl(c) || c == '\t')
                text.Append(c);
        }
        return text.ToString();
    }

    /// <summary>Adds a line, folded where it is too long, never inside a character.</summary>
    private static void Add(StringBuilder text, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MaxLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
