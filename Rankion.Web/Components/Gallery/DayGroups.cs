namespace Rankion.Web.Components.Gallery;

/// <summary>Cuts the list into the days of the person who looks at it.</summary>
public static class DayGroups
{
    /// <summary>By the instant the list is in order of, so that each day is one run.</summary>
    public static IReadOnlyList<DayGroup> Of(TileIndex index, TimeZoneInfo zone)
    {
        var groups = new List<DayGroup>();
        for (var first = 0; first < index.Count;)
        {
            var day = DayOf(index.InstantOf(first), zone);
            var end = End(index, zone, day, first);
            groups.Add(new(day, first, end - first));
            first = end;
        }
        return groups;
    }

    /// <summary>All of it as one run without a heading.</summary>
    public static IReadOnlyList<DayGroup> None(TileIndex index) => index.Count == 0 ? [] : [new(DateOnly.MinValue, 0, index.Count)];

    public static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));

    /// <summary>Where the day ends: looked for by halves, since a day may have thousands and each costs a look at its zone's clock.</summary>
    private static int End(TileIndex index, TimeZoneInfo zone, DateOnly day, int first)
    {
        var count = index.Count;
        var step = 1;
        while (first + step < count && DayOf(index.InstantOf(first + step), zone) == day)
            step *= 2;
        var (inside, outside) = (first + (step / 2), Math.Min(first + step, count));
        while (outside - inside > 1)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = DayOf(index.InstantOf(middle), zone) == day ? (middle, outside) : (inside, middle);
        }
        return outside;
    }
}
