using Rankion.Tests.Support;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Ui;

public sealed class PulseTests
{
    private readonly TestClock clock = new();
    private readonly List<TaskCompletionSource> open = [];
    private int beats;

    [Fact]
    public void A_burst_becomes_one_beat_at_once_and_one_after_the_last()
    {
        using var pulse = new Pulse(Count, clock);
        pulse.Ask();
        clock.Advance(TimeSpan.Zero);
        Assert.Equal(1, beats);
        for (var i = 0; i < 50; i++)
            pulse.Ask();
        clock.Advance(Pulse.Interval - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, beats);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, beats);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, beats);
    }

    [Fact]
    public void What_is_asked_during_a_beat_is_not_lost_and_does_not_run_beside_it()
    {
        using var pulse = new Pulse(Hold, clock);
        pulse.Ask();
        clock.Advance(TimeSpan.Zero);
        pulse.Ask();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, beats);
        open[0].SetResult();
        clock.Advance(Pulse.Interval);
        Assert.Equal(2, beats);
    }

    [Fact]
    public void After_its_end_it_is_still()
    {
        var pulse = new Pulse(Count, clock);
        pulse.Ask();
        pulse.Dispose();
        pulse.Ask();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, beats);
    }

    private Task Count()
    {
        beats++;
        return Task.CompletedTask;
    }

    private Task Hold()
    {
        beats++;
        open.Add(new());
        return open[^1].Task;
    }
}
