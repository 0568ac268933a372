using System.Collections.Concurrent;

namespace Rankion.Core.Accounts;

/// <summary>
/// Remembers for a few seconds who may do what, so that a request costs no query for it. What changes here is forgotten at
/// once; what another process changes (a command, another server) holds good after <see cref="Lifetime"/>.
/// </summary>
public sealed class AccessCache(TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<object, Entry> entries = new();
    private long generation;

    /// <summary>The remembered answer, or a fresh one. A null is never remembered.</summary>
    public async ValueTask<T?> GetAsync<T>(object key, Func<Task<T?>> read)
        where T : class
    {
        // taken before the read: an answer that a change overtook is stored as already outdated
        var current = Volatile.Read(ref generation);
        var now = time.UtcNow();
        if (entries.TryGetValue(key, out var entry) && entry.Generation == current && now < entry.Until)
            return (T)entry.Value;
        var value = await read();
        if (value is null)
            entries.TryRemove(key, out _);
        else
            entries[key] = new Entry(value, current, now + Lifetime);
        return value;
    }

    /// <summary>Roles and tokens change rarely, so everything is asked anew.</summary>
    public void Forget() => Interlocked.Increment(ref generation);

    private sealed record Entry(object Value, long Generation, DateTime Until);
}
