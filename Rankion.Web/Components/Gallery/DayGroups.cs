namespace Rankion.Web.Components.Gallery;

/// <summary>Cuts the list into the days of the person who looks at it.</summary>
public static class DayGroups
{
    public static IReadOnlyList<DayGroup> Of(IReadOnlyList<Tile> tiles, TimeZoneInfo zone)
    {
        var groups = new List<DayGroup>();
        for (var i = 0; i < tiles.Count; i++)
        {
            var day = DayOf(tiles[i].CreatedAt, zone);
            if (groups is [.., var last] && last.Day == day)
                groups[^1] = last with { Count = last.Count + 1 };
            else
                groups.Add(new(day, i, 1));
        }
        return groups;
    }

    public static DateOnly DayOf(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}
