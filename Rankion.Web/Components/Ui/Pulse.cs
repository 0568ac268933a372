namespace Rankion.Web.Components.Ui;

/// <summary>
/// Makes a burst of announcements one redraw: runs at once when it has been quiet, then at most once per interval. May be
/// asked from any thread; it runs on a pool thread, never twice at the same time.
/// </summary>
public sealed class Pulse(Func<Task> run, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private readonly Lock gate = new();
    private ITimer? timer;
    private bool asked;
    private bool busy;
    private bool disposed;
    private long last;

    public void Ask()
    {
        lock (gate)
        {
            asked = true;
            Schedule();
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            timer?.Dispose();
        }
    }

    private void Schedule()
    {
        if (busy || disposed || !asked)
            return;
        busy = true;
        var since = last == 0 ? Interval : time.GetElapsedTime(last);
        var due = since >= Interval ? TimeSpan.Zero : Interval - since;
        timer ??= time.CreateTimer(_ => _ = BeatAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private async Task BeatAsync()
    {
        lock (gate)
        {
            asked = false;
        }
        try
        {
            await run();
        }
        finally
        {
            lock (gate)
            {
                busy = false;
                last = time.GetTimestamp();
                Schedule();
            }
        }
    }
}
