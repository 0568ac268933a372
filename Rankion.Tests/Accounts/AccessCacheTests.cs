using Rankion.Core.Accounts;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

public sealed class AccessCacheTests
{
    private readonly TestClock clock = new();
    private int reads;

    [Fact]
    public async Task An_answer_is_remembered_for_seconds_only()
    {
        var cache = new AccessCache(clock);
        Assert.Equal("1", await AskAsync(cache));
        Assert.Equal("1", await AskAsync(cache));
        clock.Advance(AccessCache.Lifetime);
        Assert.Equal("2", await AskAsync(cache));
    }

    [Fact]
    public async Task A_no_is_never_remembered()
    {
        var cache = new AccessCache(clock);
        Assert.Null(await cache.GetAsync<string>("key", () => Task.FromResult<string?>(null)));
        Assert.Equal("1", await AskAsync(cache));
    }

    [Fact]
    public async Task An_answer_read_before_a_change_is_not_kept_after_it()
    {
        var cache = new AccessCache(clock);
        var reading = new TaskCompletionSource<string?>();
        var asked = cache.GetAsync("key", () => reading.Task);
        cache.Forget();
        reading.SetResult("outdated");
        Assert.Equal("outdated", await asked);
        Assert.Equal("1", await AskAsync(cache));
    }

    private ValueTask<string?> AskAsync(AccessCache cache) => cache.GetAsync("key", () => Task.FromResult<string?>($"{++reads}"));
}
