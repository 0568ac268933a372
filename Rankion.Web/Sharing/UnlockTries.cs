using System.Collections.Concurrent;

namespace Rankion.Web.Sharing;

/// <summary>
/// Slows down who guesses a link's password: five tries in a minute from one address, then a quarter of an hour's lock. Counted
/// in each server by itself.
/// </summary>
internal sealed class UnlockTries(TimeProvider time)
{
    public const int PerMinute = 5;

    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(15);

    /// <summary>From so many on, those whose time is over are let go.</summary>
    private const int SweepAt = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Token, string Address), Tries> known = new();

    /// <summary>Takes a try before the password is looked at, so that no number of parallel ones gets more.</summary>
    /// <returns>How many are left after it; negative where there was none.</returns>
    public int Take(string token, string address)
    {
        var now = time.GetUtcNow();
        if (known.Count >= SweepAt)
            Sweep(now);
        var tries = known.AddOrUpdate(
            (token, address),
            _ => new Tries(1, now + Window),
            (_, tries) => tries.Until <= now ? new Tries(1, now + Window)
                : tries.Count < PerMinute - 1 ? tries with { Count = tries.Count + 1 }
                : tries.Count == PerMinute - 1 ? new Tries(PerMinute, now + Lock)
                : tries with { Count = PerMinute + 1 });
        return PerMinute - tries.Count;
    }

    /// <summary>The password was right.</summary>
    public void Forget(string token, string address) => known.TryRemove((token, address), out _);

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (who, tries) in known)
        {
            if (tries.Until <= now)
                known.TryRemove(KeyValuePair.Create(who, tries));
        }
    }

    /// <param name="Until">The end of the minute; with the last try, of the lock.</param>
    private sealed record Tries(int Count, DateTimeOffset Until);
}
