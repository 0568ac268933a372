using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>A temporary data folder with a migrated SQLite database and one team, and the means to start the app on it.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly string folder;
    private readonly bool stays;
    private readonly IHost core;

    private Ground(string? kept)
    {
        stays = kept is not null;
        folder = kept is null ? Directory.CreateTempSubdirectory("rankion-bench-").FullName : Directory.CreateDirectory(kept).FullName;
        Settings = new()
        {
            ["Rankion:DataPath"] = folder,
            ["Rankion:RateLimits:PerMinute"] = int.MaxValue.ToString(CultureInfo.InvariantCulture),
            ["Rankion:Jobs:Workers"] = "8",
            ["Rankion:Jobs:WorkersPerTeam"] = "8",
        };
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Services.AddRankion(builder.Configuration);
        core = builder.Build();
    }

    public Dictionary<string, string?> Settings { get; }

    public Database Database => core.Services.GetRequiredService<Database>();

    public string Connection => $"Data Source={Path.Combine(folder, "rankion.db")}";

    /// <summary>The one team there is.</summary>
    public TestTeam Team { get; private set; } = null!;

    /// <param name="kept">A folder to keep it all in, and to find it again in; a temporary one without.</param>
    public static async Task<Ground> PrepareAsync(string? kept = null)
    {
        var ground = new Ground(kept);
        await ground.core.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        var known = Path.Combine(ground.folder, "team.json");
        if (!File.Exists(known))
        {
            var team = await ground.core.Services.CreateTeamAsync(credits: 1_000_000);
            await File.WriteAllTextAsync(known, JsonSerializer.Serialize(team));
        }
        ground.Team = JsonSerializer.Deserialize<TestTeam>(await File.ReadAllTextAsync(known))!;
        return ground;
    }

    public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Rankion.Web.dll"), Settings);

    public static HttpClient ClientOf(ServerProcess server, TestTeam team) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", team.Token) } };

    /// <summary>Draws one image and fills the gallery with copies of it, unless it is full already.</summary>
    public async Task FillAsync(int rows)
    {
        await using (var db = await Database.OpenAsync(CancellationToken.None))
        {
            if (await db.For(Team.Owner).Images.CountAsync() == rows)
                return;
        }
        await using (var server = await StartAsync())
        {
            using var http = ClientOf(server, Team);
            await Generating.GenerateAsync(http, "A harbour at dawn", 1);
            await Generating.AllEndAsync(this);
        }
        await Filling.FillAsync(Database, Path.Combine(folder, "rankion.db"), Team, rows);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)core).DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (!stays)
            Directory.Delete(folder, true);
    }
}
