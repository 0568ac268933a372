using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Rankion.Web.Api;

/// <summary><c>Rankion:RateLimits</c>. Counted in each server by itself.</summary>
public sealed class RateLimitOptions
{
    public const string Section = "Rankion:RateLimits";

    /// <summary>Requests a minute for one API token. Default 600.</summary>
    [Range(1, int.MaxValue)]
    public int PerMinute { get; set; } = 600;

    /// <summary>Requests a minute for one address that shows no valid token. Default 120.</summary>
    [Range(1, int.MaxValue)]
    public int PublicPerMinute { get; set; } = 120;
}

/// <summary>What one request left of somebody's minute.</summary>
/// <param name="Limit">Requests a minute.</param>
/// <param name="Remaining">How many more may come; below 0 this one was too many.</param>
/// <param name="ResetsAt">When the next minute begins, in Unix seconds.</param>
/// <param name="RetryAfter">Seconds until then.</param>
public readonly record struct RateLimit(int Limit, int Remaining, long ResetsAt, long RetryAfter)
{
    public bool IsExceeded => Remaining < 0;
}

/// <summary>Counts requests by the minute of the clock: nothing to sweep, the minute's counters go with it.</summary>
public sealed class RateLimits(IOptions<RateLimitOptions> options, TimeProvider time)
{
    private volatile Minute current = new(0);

    public RateLimit TakeForToken(long tokenId) => Take($"token {tokenId}", options.Value.PerMinute);

    public RateLimit TakeForAddress(string address) => Take($"address {address}", options.Value.PublicPerMinute);

    private RateLimit Take(string who, int limit)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var number = now / 60;
        var reset = (number + 1) * 60;
        var minute = current;
        if (minute.Number != number)
            current = minute = new Minute(number); // two may do so at once: a few requests go uncounted
        var used = minute.Used.AddOrUpdate(who, 1, static (_, count) => count == int.MaxValue ? count : count + 1);
        return new RateLimit(limit, Math.Max(limit - used, -1), reset, reset - now);
    }

    private sealed record Minute(long Number)
    {
        public ConcurrentDictionary<string, int> Used { get; } = new(StringComparer.Ordinal);
    }
}
