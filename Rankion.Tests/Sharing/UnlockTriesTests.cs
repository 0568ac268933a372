using Rankion.Tests.Support;
using Rankion.Web.Sharing;

namespace Rankion.Tests.Sharing;

public sealed class UnlockTriesTests
{
    [Fact]
    public void Five_tries_a_minute_then_a_quarter_of_an_hour_of_none()
    {
        var clock = new TestClock();
        var tries = new UnlockTries(clock);

        Assert.Equal([4, 3, 2, 1, 0, -1, -1], Enumerable.Range(0, 7).Select(_ => tries.Take("link", "here")));
        Assert.Equal(4, tries.Take("link", "elsewhere"));
        Assert.Equal(4, tries.Take("other", "here"));
        clock.Advance(UnlockTries.Lock - TimeSpan.FromSeconds(1));
        Assert.Equal(-1, tries.Take("link", "here"));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, tries.Take("link", "here"));
    }

    [Fact]
    public void A_new_minute_brings_five_new_tries()
    {
        var clock = new TestClock();
        var tries = new UnlockTries(clock);
        Assert.Equal([4, 3, 2, 1], Enumerable.Range(0, 4).Select(_ => tries.Take("link", "here")));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(4, tries.Take("link", "here"));
        tries.Forget("link", "here");
        Assert.Equal(4, tries.Take("link", "here"));
    }

    [Fact]
    public async Task Fifty_at_once_get_no_more_than_five()
    {
        var tries = new UnlockTries(new TestClock());
        var left = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => tries.Take("link", "here"))));
        Assert.Equal(5, left.Count(l => l >= 0));
    }
}
