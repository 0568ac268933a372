using System.Globalization;
using System.Text.Json;

namespace Rankion.Core.Calendar;

/// <summary>Which events are shown. Nothing named: whatever.</summary>
public sealed record CalendarFilter
{
    /// <summary>How many projects may be named.</summary>
    public const int MaxProjects = 50;

    public IReadOnlyList<long> ProjectIds { get; init; } = [];

    public IReadOnlyList<EventKind> Kinds { get; init; } = [];

    public IReadOnlyList<EventStatus> Statuses { get; init; } = [];

    /// <summary>Only what has no image yet.</summary>
    public bool WithoutImage { get; init; }

    /// <summary>From this instant on; what has no date is not meant then.</summary>
    public DateTime? From { get; init; }

    /// <summary>Up to and with this instant; what has no date is not meant then.</summary>
    public DateTime? To { get; init; }

    public bool IsEmpty => ProjectIds.Count == 0 && Kinds.Count == 0 && Statuses.Count == 0 && !WithoutImage;

    public IQueryable<CalendarEvent> Apply(IQueryable<CalendarEvent> events)
    {
        if (ProjectIds.Count == 1)
        {
            var project = ProjectIds[0];
            events = events.Where(e => e.ProjectId == project);
        }
        else if (ProjectIds.Count > 1)
        {
            events = events.Where(e => ProjectIds.Contains(e.ProjectId));
        }
        if (Kinds.Count > 0)
            events = events.Where(e => Kinds.Contains(e.Kind));
        if (Statuses.Count > 0)
            events = events.Where(e => Statuses.Contains(e.Status));
        if (WithoutImage)
            events = events.Where(e => e.ImageId == null);
        if (From is { } from)
            events = events.Where(e => e.OrderAt >= from);
        if (To is { } to)
            events = events.Where(e => e.OrderAt <= to);
        return From is null && To is null ? events : events.Where(e => e.OrderAt < CalendarEvent.Someday);
    }

    /// <summary><c>project=1,2&amp;kind=article&amp;without_image=true</c>; the dates are not part of it.</summary>
    public string ToText() => string.Join('&', Parts());

    /// <summary>What <see cref="ToText"/> wrote; whatever cannot be read is left out.</summary>
    public static CalendarFilter Parse(string text)
    {
        var parts = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Where(p => p.Length == 2)
            .ToLookup(p => p[0], p => p[1].Split(',', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        return new()
        {
            ProjectIds = [.. parts["project"].SelectMany(p => p).Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
                .Where(id => id > 0).Distinct().Order().Take(MaxProjects)],
            Kinds = Choices<EventKind>(parts["kind"]),
            Statuses = Choices<EventStatus>(parts["status"]),
            WithoutImage = parts["without_image"].Any(p => p is ["true"]),
        };
    }

    // the compiler's own would compare lists by reference
    public bool Equals(CalendarFilter? other) => other is not null && ToText() == other.ToText() && (From, To) == (other.From, other.To);

    public override int GetHashCode() => HashCode.Combine(ToText(), From, To);

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static List<T> Choices<T>(IEnumerable<string[]> named)
        where T : struct, Enum
    {
        var names = named.SelectMany(n => n).ToHashSet(StringComparer.Ordinal);
        return [.. Enum.GetValues<T>().Where(value => names.Contains(Name(value)))];
    }

    private IEnumerable<string> Parts()
    {
        if (ProjectIds.Count > 0)
            yield return "project=" + string.Join(',', ProjectIds.Order().Select(id => id.ToString(CultureInfo.InvariantCulture)));
        if (Kinds.Count > 0)
            yield return "kind=" + string.Join(',', Kinds.Order().Select(Name));
        if (Statuses.Count > 0)
            yield return "status=" + string.Join(',', Statuses.Order().Select(Name));
        if (WithoutImage)
            yield return "without_image=true";
    }
}
