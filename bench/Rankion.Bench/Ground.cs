using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Support;

namespace Rankion.Bench;

/// <summary>A temporary data folder with a migrated SQLite database and one team, and the means to start the app on it.</summary>
internal sealed class Ground : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rankion-bench-").FullName;
    private readonly IHost core;

    private Ground()
    {
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

    /// <summary>The team that generates.</summary>
    public TestTeam Team { get; private set; } = null!;

    public static async Task<Ground> PrepareAsync()
    {
        var ground = new Ground();
        await ground.core.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        ground.Team = await ground.CreateTeamAsync();
        return ground;
    }

    public Task<TestTeam> CreateTeamAsync() => core.Services.CreateTeamAsync(credits: 1_000_000);

    public Task<ServerProcess> StartAsync() => ServerProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "Rankion.Web.dll"), Settings);

    public static HttpClient ClientOf(ServerProcess server, TestTeam team) =>
        new() { BaseAddress = server.Address, DefaultRequestHeaders = { Authorization = new("Bearer", team.Token) } };

    /// <summary>Copies one ready image into another team's gallery, many times, a minute apart; a tenth of them tagged "hero".</summary>
    public async Task FillAsync(TestTeam team, int rows)
    {
        await using var db = await Database.OpenAsync(CancellationToken.None);
        var own = new Dictionary<string, string>
        {
            ["team_id"] = team.Id.ToString(CultureInfo.InvariantCulture),
            ["created_by_id"] = team.Owner.UserId.ToString(CultureInfo.InvariantCulture),
            ["title"] = "'Picture ' || n",
            ["tags"] = "case when n % 10 = 0 then 'hero' || char(10) || 'sea' else 'sea' end",
            ["created_at"] = "1747000000000000 + n * 60000000",
            ["updated_at"] = "1747000000000000 + n * 60000000",
            ["job_id"] = "null",
            ["root_id"] = "null",
        };
        var columns = db.Model.FindEntityType(typeof(Image))!.GetProperties().Select(p => p.GetColumnName()).Where(c => c != "id").ToList();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "rankion.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
#pragma warning disable CA2100 // column names of the model, and the numbers above
        command.CommandText = $"""
            pragma busy_timeout = 60000; pragma foreign_keys = on; begin immediate;
            with recursive series(n) as (select 1 union all select n + 1 from series where n < {rows})
            insert into images ({string.Join(", ", columns)})
            select {string.Join(", ", columns.Select(c => own.GetValueOrDefault(c, $"i.{c}")))}
            from series, (select * from images where status = 'ready' limit 1) i;
            commit; analyze;
            """;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)core).DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, true);
    }
}
