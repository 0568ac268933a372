namespace Rankion.Core.Jobs;

/// <summary>Wakes the worker of this process. Many wake-ups before it looks count as one.</summary>
public sealed class JobSignal(TimeProvider time)
{
    private volatile TaskCompletionSource pulse = Pulse();

    /// <summary>Raised here, before this process's worker is woken; what links several servers listens to it.</summary>
    public event Action? Raised;

    /// <summary>There is something to do, for whichever server is free.</summary>
    public void Wake()
    {
        Raised?.Invoke();
        WakeHere();
    }

    /// <summary>There is something to do for this process.</summary>
    public void WakeHere() => pulse.TrySetResult();

    /// <summary>Returns at the next wake-up, at once where one came since the last <see cref="Reset"/>, or after <paramref name="limit"/>.</summary>
    internal async Task WaitAsync(TimeSpan limit, CancellationToken ct)
    {
        try
        {
            await pulse.Task.WaitAsync(limit, time, ct);
        }
        catch (TimeoutException)
        {
            // the safety net: look anyway
        }
    }

    /// <summary>Before looking: a wake-up from now on means there may be more.</summary>
    internal void Reset()
    {
        if (pulse.Task.IsCompleted)
            pulse = Pulse();
    }

    private static TaskCompletionSource Pulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
