using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Teams;

namespace Rankion.Tests.Support;

/// <summary>The whole web app in process, on a data folder and a database of its own; no demo data, nothing from outside.</summary>
public sealed class RankionApp : WebApplicationFactory<Program>
{
    private readonly TestFolder folder = new();
    private readonly TestSetup setup = new();
    private readonly ITestOutputHelper? output = TestContext.Current.TestOutputHelper;

    private RankionApp()
    {
    }

    public string DataPath => folder.Path;

    public Database Database => Get<Database>();

    /// <param name="listens">On a real port, where what the in-process server leaves out matters: limits of bodies, broken connections.</param>
    public static async Task<RankionApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, Action<TestSetup>? configure = null, bool listens = false)
    {
        var app = new RankionApp();
        try
        {
            await app.setup.UseDatabaseAsync(provider, app.folder);
            configure?.Invoke(app.setup);
            if (listens)
                app.UseKestrel(0);
            app.StartServer();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <inheritdoc cref="Seeding.CreateTeamAsync"/>
    public Task<TestTeam> CreateTeamAsync(string? slug = null, int credits = 1000) => Services.CreateTeamAsync(slug, credits);

    /// <inheritdoc cref="Seeding.AddMemberAsync"/>
    public Task<TestMember> AddMemberAsync(TestTeam team, TeamRole role, Scopes scopes = Scopes.All) => Services.AddMemberAsync(team.Id, role, scopes);

    /// <summary>A client that follows no redirect, with the token as its bearer; without one, nobody.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress });
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client of the team's owner.</summary>
    public HttpClient Client(TestTeam team) => Client(team.Token);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        setup.ForgetConnections();
        folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        foreach (var (key, value) in setup.Settings)
            builder.UseSetting(key, value);
        builder.ConfigureTestServices(services =>
        {
            services.Remove(services.Single(s => s.ImplementationType == typeof(ConsoleLoggerProvider)));
            services.AddSingleton<ILoggerProvider>(new TestOutputLog(output));
            setup.Apply(services);
        });
    }
}
