using System.Globalization;

namespace Rankion.Web.Components.Gallery;

/// <summary>A month at its place in the list.</summary>
/// <param name="At">From 0 at the top of the list to 1 at its end.</param>
/// <param name="Top">Pixels from the top of the list.</param>
/// <param name="Name">In full.</param>
/// <param name="Label">What stands beside the list; empty where there is room for a dot only.</param>
public sealed record RailMark(double At, double Top, string Name, string Label, string Look)
{
    // pixels that a label and a dot need
    private const double LabelRoom = 30;
    private const double DotRoom = 9;

    /// <summary>Empty where the list is short enough to be seen at a glance, and where it is of one month.</summary>
    /// <param name="shown">There are marks already. They take room from the list and so make it another height: by that alone they do not go again.</param>
    public static IReadOnlyList<RailMark> Of(TileIndex index, GridPort port, TimeZoneInfo zone, bool shown)
    {
        if (port.Height < (shown ? 1.6 : 2) * port.Screen || port.Screen <= 0)
            return [];
        var marks = new List<RailMark>();
        var (month, last, lastLabel, year) = ((0, 0), -DotRoom, -LabelRoom, 0);
        foreach (var day in DayGroups.Of(index, zone))
        {
            if (month == (day.Day.Year, day.Day.Month))
                continue;
            month = (day.Day.Year, day.Day.Month);
            var top = port.TopOf(day.First) ?? 0;
            var at = top / port.Height;
            var place = at * port.Screen;
            var turn = year != 0 && year != day.Day.Year;
            var isLabel = place - lastLabel >= LabelRoom;
            if (!isLabel && place - last < DotRoom)
                continue;
            (last, lastLabel) = (place, isLabel ? place : lastLabel);
            var label = !isLabel ? "" : turn ? Text(day.Day, "yyyy") : Text(day.Day, "MMM");
            year = isLabel ? day.Day.Year : year == 0 ? day.Day.Year : year;
            marks.Add(new(at, top, Text(day.Day, "MMMM yyyy"), label, !isLabel ? "dot" : turn ? "year" : "month"));
        }
        return marks.Count > 1 ? marks : [];
    }

    /// <summary>Whether to keep room for marks before the list is here and measured.</summary>
    public static bool AreLikely(TileList list, TimeZoneInfo zone) =>
        list is { Total: > TileList.FirstTiles, Index.Count: > 0, End: { } end } && MonthOf(list.Index.InstantOf(0), zone) != MonthOf(end, zone);

    private static (int Year, int Month) MonthOf(DateTime utc, TimeZoneInfo zone)
    {
        var day = DayGroups.DayOf(utc, zone);
        return (day.Year, day.Month);
    }

    private static string Text(DateOnly day, string format) => day.ToString(format, CultureInfo.CurrentCulture);
}
