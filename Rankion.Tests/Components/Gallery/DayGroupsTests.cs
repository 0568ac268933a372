using Rankion.Core.Images;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class DayGroupsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_day_is_the_day_of_the_person_who_looks()
    {
        // 22:30 UTC in May is half past midnight in Berlin
        var index = Marks.Newest(At(15, 8), At(14, 22.5), At(14, 21.5), At(14, 5));
        Assert.Equal([(new(2026, 5, 15), 2), (new DateOnly(2026, 5, 14), 2)], DayGroups.Of(index, Berlin).Select(g => (g.Day, g.Count)));
        Assert.Equal([1, 3], DayGroups.Of(index, TimeZoneInfo.Utc).Select(g => g.Count));
    }

    [Fact]
    public void Groups_begin_where_the_one_before_ends()
    {
        var groups = DayGroups.Of(Marks.Newest(At(15, 9), At(15, 8), At(13, 8), At(12, 8)), TimeZoneInfo.Utc);
        Assert.Equal([0, 2, 3], groups.Select(g => g.First));
        Assert.Empty(DayGroups.Of(Marks.Newest(), Berlin));
    }

    [Theory]
    [InlineData(ImageSort.Newest)]
    [InlineData(ImageSort.Oldest)]
    public void However_many_a_day_has_its_end_is_found(ImageSort sort)
    {
        var random = new Random(3);
        var index = Marks.Index(sort, [.. Enumerable.Range(1, 3000).Select(id => Marks.At(id, At(1, 0).AddHours(random.NextDouble() * random.Next(1, 500))))]);
        var groups = DayGroups.Of(index, Berlin);
        Assert.Equal(3000, groups.Sum(g => g.Count));
        Assert.All(groups, g => Assert.All(Enumerable.Range(g.First, g.Count), i => Assert.Equal(g.Day, DayGroups.DayOf(index.InstantOf(i), Berlin))));
        Assert.Equal(groups.Select(g => g.Day).Distinct().Count(), groups.Count);
    }

    [Theory]
    [InlineData(0, "Today")]
    [InlineData(1, "Yesterday")]
    [InlineData(2, "Wednesday, 13 May")]
    [InlineData(400, "10 April 2025")]
    public void Days_have_the_names_people_give_them(int ago, string name)
    {
        var today = new DateOnly(2026, 5, 15);
        Assert.Equal(name, DayNames.Of(today.AddDays(-ago), today));
    }

    [Theory]
    [InlineData(0, "Next in line")]
    [InlineData(1, "2nd in line")]
    [InlineData(2, "3rd in line")]
    [InlineData(3, "4th in line")]
    [InlineData(10, "11th in line")]
    [InlineData(20, "21st in line")]
    public void The_place_in_the_line_is_said_in_words(int ahead, string words) => Assert.Equal(words, PlaceInLine.Of(ahead));

    private static DateTime At(int day, double hour) => new DateTime(2026, 5, day, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);
}
