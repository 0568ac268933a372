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
    private readonly List<IHostedService> running = [];
    private ServiceProvider? services;

    private Stage()
    {
    }

    public IServiceProvider Services => services!;

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
            stage.services = stage.setup.BuildCore();
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
    public async Task StartAsync()
    {
        foreach (var hosted in Services.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
            running.Add(hosted);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in Enumerable.Reverse(running))
            await hosted.StopAsync(CancellationToken.None);
        if (services is not null)
        {
            await services.DisposeAsync();
            setup.ForgetConnections();
        }
        folder.Dispose();
    }
}
