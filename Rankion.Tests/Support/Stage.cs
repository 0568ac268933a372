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
    private readonly TestFolder folder;
    private readonly TestSetup setup;
    private readonly bool owner;
    private IHost? host;

    private Stage(TestFolder folder, TestSetup setup, bool owner) => (this.folder, this.setup, this.owner) = (folder, setup, owner);

    public IServiceProvider Services => host!.Services;

    /// <summary>The clock, unless the test's setup took another.</summary>
    public TestClock Clock => (TestClock)setup.Clock!;

    public string DataPath => folder.Path;

    /// <summary>What it was configured with, for whoever is to serve the same data.</summary>
    public IReadOnlyDictionary<string, string?> Settings => setup.Settings;

    public Database Database => Get<Database>();

    public static async Task<Stage> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<TestSetup>? configure = null)
    {
        var stage = new Stage(new TestFolder(), new TestSetup(), owner: true);
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

    /// <summary>A second server on the same data, database and clock. Dispose it first.</summary>
    public Stage OpenSecondServer() => new(folder, setup, owner: false) { host = setup.BuildCore() };

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
        }
        if (!owner)
            return;
        setup.ForgetConnections();
        folder.Dispose();
    }
}
