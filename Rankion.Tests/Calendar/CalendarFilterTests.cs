using Rankion.Core.Calendar;

namespace Rankion.Tests.Calendar;

public sealed class CalendarFilterTests
{
    [Fact]
    public void A_filter_is_read_back_as_it_was_written()
    {
        var filter = new CalendarFilter
        {
            ProjectIds = [7, 3],
            Kinds = [EventKind.SocialPost, EventKind.Article],
            Statuses = [EventStatus.Draft],
            WithoutImage = true,
        };
        Assert.Equal("project=3,7&kind=article,social_post&status=draft&without_image=true", filter.ToText());
        Assert.Equal(filter, CalendarFilter.Parse(filter.ToText()));
        Assert.Equal("", new CalendarFilter().ToText());
        Assert.True(CalendarFilter.Parse("").IsEmpty);
    }

    [Theory]
    [InlineData("project=x,-1,99999999999999999999&kind=song&status=&without_image=maybe&&=&nonsense")]
    public void What_cannot_be_read_is_left_out(string text) => Assert.True(CalendarFilter.Parse(text).IsEmpty);
}
