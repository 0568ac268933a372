using System.Globalization;
using Rankion.Core.Calendar;

namespace Rankion.Tests.Calendar;

public sealed class WallClockTests
{
    [Theory]
    [InlineData("2026-05-15T11:00", "Europe/Berlin", "2026-05-15T09:00")]
    [InlineData("2026-11-20T10:00", "Europe/Berlin", "2026-11-20T09:00")]
    // skipped: as much later as the clock jumps
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30")]
    [InlineData("2026-03-08T02:00", "America/New_York", "2026-03-08T07:00")]
    // Lord Howe jumps by half an hour
    [InlineData("2026-10-04T02:15", "Australia/Lord_Howe", "2026-10-03T15:45")]
    // twice: the first one
    [InlineData("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30")]
    [InlineData("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30")]
    // midnight is skipped in Beirut
    [InlineData("2026-03-29T00:00", "Asia/Beirut", "2026-03-28T22:00")]
    public void A_time_on_the_wall_is_one_instant(string local, string zone, string utc) => Assert.Equal(
        DateTime.Parse(utc, CultureInfo.InvariantCulture), WallClock.Instant(DateTime.Parse(local, CultureInfo.InvariantCulture), WallClock.Zone(zone)));

    [Fact]
    public void Whatever_a_clock_shows_leads_back_to_when_it_shows_it()
    {
        var zone = WallClock.Zone("Europe/Berlin");
        for (var at = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc); at.Year == 2026; at = at.AddMinutes(30))
        {
            var back = WallClock.Instant(WallClock.Local(at, zone), zone);
            // the second of two equal hours is the only one that is not told from the first
            Assert.True(back == at || (at.Month == 10 && at.Day == 25 && back == at.AddHours(-1)), $"{at:O} {back:O}");
        }
    }

    [Fact]
    public void Only_names_of_the_tables_are_zones()
    {
        Assert.True(WallClock.IsZone("Europe/Berlin"));
        Assert.True(WallClock.IsZone("UTC"));
        Assert.False(WallClock.IsZone("Mars/Olympus"));
        Assert.False(WallClock.IsZone(""));
        Assert.Equal(TimeZoneInfo.Utc, WallClock.Zone("Mars/Olympus"));
    }
}
