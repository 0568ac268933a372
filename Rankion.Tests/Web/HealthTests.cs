using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;
using Rankion.Core.Storage;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

public sealed class HealthTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_migrated_server_with_a_writable_store_is_ready(DatabaseProvider provider)
    {
        await using var app = await RankionApp.StartAsync(provider);
        var ready = await app.Client().GetAsync("/health/ready", Ct).JsonAsync();
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("database").GetString());
        Assert.Equal("healthy", ready.GetProperty("checks").GetProperty("storage").GetString());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(app.DataPath, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_alive_but_not_ready()
    {
        await using var app = await RankionApp.StartAsync(configure: setup => setup.Override(services => services.AddSingleton<IBlobStore, FullDisk>()));
        await app.Client().GetAsync("/health/live", Ct).JsonAsync();
        var ready = await app.Client().GetAsync("/health/ready", Ct).JsonAsync(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("unhealthy", ready.GetProperty("checks").GetProperty("storage").GetString());
        Assert.DoesNotContain("No space left", ready.GetRawText(), StringComparison.Ordinal);
    }

    private sealed class FullDisk : IBlobStore
    {
        public Task PutAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct) => throw new IOException("No space left on device");

        public Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken ct) => throw new IOException("No space left on device");

        public Task<Stream?> OpenAsync(string name, CancellationToken ct) => Task.FromResult<Stream?>(null);

        public Task<bool> ExistsAsync(string name, CancellationToken ct) => Task.FromResult(false);

        public Task<bool> DeleteAsync(string name, DateTime writtenBefore, CancellationToken ct) => Task.FromResult(false);

        public IAsyncEnumerable<string> ListAsync(DateTime writtenBefore, CancellationToken ct) => AsyncEnumerable.Empty<string>();
    }
}
