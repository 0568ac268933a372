using Rankion.Web.Components.Composer;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Ui;

public sealed class MomentsTests
{
    private static readonly DateTime Now = new(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026-05-15T07:41:00Z", "Europe/Berlin", "Today 09:41 UTC+2")]
    [InlineData("2026-05-14T21:59:00Z", "Europe/Berlin", "Yesterday 23:59 UTC+2")]
    [InlineData("2026-05-14T22:00:00Z", "Europe/Berlin", "Today 00:00 UTC+2")]
    [InlineData("2026-01-02T08:00:00Z", "Europe/Berlin", "2 Jan 09:00 UTC+1")]
    [InlineData("2025-11-20T08:00:00Z", "Asia/Kolkata", "20 Nov 2025 13:30 UTC+5:30")]
    [InlineData("2026-05-15T07:41:00Z", "America/New_York", "Today 03:41 UTC−4")]
    [InlineData("2026-05-15T07:41:00Z", "UTC", "Today 07:41 UTC")]
    public void An_instant_is_told_by_the_clock_of_who_looks(string instant, string zone, string words)
    {
        var utc = DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
        Assert.Equal(words, Moments.Of(utc, Now, TimeZoneInfo.FindSystemTimeZoneById(zone)));
    }

    [Theory]
    [InlineData(1536, 1024, "Landscape 3:2")]
    [InlineData(1024, 1024, "Square 1:1")]
    [InlineData(1024, 1792, "Portrait 4:7")]
    [InlineData(1920, 1088, "Landscape 16:9")]
    [InlineData(1000, 530, "Landscape 1000×530")]
    public void Sizes_are_called_by_their_shape(int width, int height, string words) => Assert.Equal(words, SizeName.Of(width, height));
}
