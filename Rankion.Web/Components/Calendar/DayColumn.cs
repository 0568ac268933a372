using Rankion.Core.Calendar;

namespace Rankion.Web.Components.Calendar;

/// <summary>An event in the column of its day: where it stands, beside whom.</summary>
/// <param name="Start">Minutes of the clock on the wall since midnight.</param>
/// <param name="Minutes">How high it is.</param>
/// <param name="Lane">From 0, of <paramref name="Lanes"/> beside each other.</param>
public sealed record Block(EventLine Event, int Start, int Minutes, int Lane, int Lanes);

/// <summary>Events that have no room beside the others.</summary>
public sealed record Overflow(int Start, int Count, int Lanes);

/// <summary>Lays the events of a day out side by side.</summary>
public sealed record DayColumn(IReadOnlyList<Block> Blocks, IReadOnlyList<Overflow> More)
{
    public const int MinutesOfDay = 24 * 60;

    /// <summary>A shorter one could not be read.</summary>
    public const int MinHeight = 30;

    /// <param name="lanes">How many may stand beside each other.</param>
    public static DayColumn Of(IEnumerable<EventLine> events, TimeZoneInfo zone, int lanes)
    {
        var (blocks, more) = (new List<Block>(), new List<Overflow>());
        var group = new List<(EventLine Event, int Start, int End)>();
        var until = 0;
        foreach (var item in events.Select(e => Place(e, zone)).OrderBy(p => p.Start).ThenBy(p => p.Event.Id))
        {
            if (item.Start >= until)
                Settle(group, lanes, blocks, more);
            group.Add(item);
            until = Math.Max(until, item.End);
        }
        Settle(group, lanes, blocks, more);
        return new(blocks, more);
    }

    /// <summary>The clock on the wall may show the same hour twice a year, or jump: a day is 24 hours high all the same.</summary>
    public static int MinuteOf(EventLine e, TimeZoneInfo zone) => (int)WallClock.Local(e.ScheduledAt!.Value, zone).TimeOfDay.TotalMinutes;

    private static (EventLine Event, int Start, int End) Place(EventLine e, TimeZoneInfo zone)
    {
        var start = Math.Min(MinuteOf(e, zone), MinutesOfDay - MinHeight);
        return (e, start, Math.Min(start + Math.Max(e.DurationMinutes ?? 0, MinHeight), MinutesOfDay));
    }

    /// <summary>Those that overlap one another, directly or through others, share the width.</summary>
    private static void Settle(List<(EventLine Event, int Start, int End)> group, int lanes, List<Block> blocks, List<Overflow> more)
    {
        var ends = new List<int>();
        var placed = new List<((EventLine Event, int Start, int End) Item, int Lane)>();
        foreach (var item in group)
        {
            var lane = ends.FindIndex(end => end <= item.Start);
            if (lane < 0)
                ends.Add(lane = ends.Count);
            ends[lane] = item.End;
            placed.Add((item, lane));
        }
        var shown = Math.Min(ends.Count, lanes);
        // the last lane says how many others there are
        var free = ends.Count > lanes ? lanes - 1 : shown;
        blocks.AddRange(placed.Where(p => p.Lane < free).Select(p => new Block(p.Item.Event, p.Item.Start, p.Item.End - p.Item.Start, p.Lane, shown)));
        var hidden = placed.Where(p => p.Lane >= free).ToList();
        if (hidden.Count > 0)
            more.Add(new(hidden.Min(p => p.Item.Start), hidden.Count, shown));
        group.Clear();
    }
}
