using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rankion.Core.Data;

namespace Rankion.Tests.Support;

/// <summary>
/// The product without HTTP: Core on a data folder and a database of its own. Nothing runs by itself (no worker, no
/// schedule) until <see cref="StartAsync"/>; the clock stands still until a test advances it.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly TestSetup setup = new();
    private IHost? host;

    private Stage()
    {
    }

    public IServiceProvider Services => host!.Services;

    /// <summary>The clock, unless the test's setup took another.</summary>
    public TestClock Clock => (TestClock)setup.Clock!;

    public string DataPath => folder.Path;

    public Database Database => Get<Database>();

    public static async Task<Stage> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<TestSetup>? configure = null)
    {
        var stage = new Stage();
        try
        {
            await stage.setup.UseDatabaseAsync(provider, stage.folder);
            stage.setup.Clock = new TestClock();
            configure?.Invoke(stage.setup);
            stage.host = stage.setup.BuildCore();
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <inheritdoc cref="Seeding.CreateTeamAsync"/>
    public Task<TestTeam> CreateTeamAsync(string? slug = null, int credits = 1000) => Services.CreateTeamAsync(slug, credits);

    /// <summary>Starts the workers and the schedule, as the app does.</summary>
    public Task StartAsync() => host!.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
            setup.ForgetConnections();
        }
        folder.Dispose();
    }
}
