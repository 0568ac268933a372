using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Rankion.Core.Data;

[assembly: AssemblyFixture(typeof(Rankion.Tests.Support.PostgresCluster))]

namespace Rankion.Tests.Support;

/// <summary>A private PostgreSQL of this run alone: started on first use, gone with the process however that ends.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    // `cat` ends when the test process does and takes the server with it. TERM before QUIT: a background job of sh starts
    // with QUIT ignored, so one sent in its first milliseconds is lost.
    private const string Script = """
        set -e
        mkdir -m 700 "$2"
        trap 'rm -rf "$2"' EXIT
        "$1/initdb" -D "$2/data" -U rankion -A trust -E UTF8 --locale=C --no-sync --no-instructions >/dev/null
        "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
            -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
            -c max_connections=300 -c shared_buffers=64MB >"$2/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -TERM "$server"; kill -QUIT "$server" || true
        wait "$server" || true
        """;

    private readonly Lazy<Task> template;
    private readonly Lazy<int> port;
    private Process? shell;
    private int databases;

    public PostgresCluster()
    {
        port = new(Start);
        template = new(MigrateTemplateAsync);
    }

    /// <summary>Where the server's programs are: <c>PGBIN</c>, or Debian's newest; null without PostgreSQL.</summary>
    public static string? Programs { get; } = FindPrograms();

    /// <summary>The cluster of this run. Without PostgreSQL on the machine it skips the test, and on CI fails it.</summary>
    public static async Task<PostgresCluster> OfThisRunAsync()
    {
        if (Programs is null)
            Missing.Component("PostgreSQL", "./test.sh installs it; PGBIN names its programs.");
        return (await TestContext.Current.GetFixture<PostgresCluster>())!;
    }

    /// <summary>A new empty database, without a table; returns its connection string.</summary>
    public async Task<string> CreateEmptyDatabaseAsync() => await CreateDatabaseAsync("template0");

    /// <summary>A new migrated database, empty of data; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await template.Value;
        return await CreateDatabaseAsync("template_rankion");
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (shell is not null)
        {
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.Dispose();
        }
    }

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        if (Environment.GetEnvironmentVariable("PGBIN") is { Length: > 0 } named)
            return named;
        return !Directory.Exists(debian) ? null : Directory.EnumerateDirectories(debian)
            .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
            .Select(d => d + "/bin").FirstOrDefault(d => File.Exists(d + "/postgres"));
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port.Value};Username=rankion;Database={database};Timeout=30;Maximum Pool Size=20";

    private async Task<string> CreateDatabaseAsync(string from)
    {
        var name = $"db{Interlocked.Increment(ref databases)}";
        await ExecuteAsync($"create database {name} template {from} strategy file_copy");
        return ConnectionString(name);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await connection.OpenAsync();
                break;
            }
            catch (NpgsqlException) when (attempt < 200)
            {
                await Task.Delay(50); // the server is starting
            }
        }
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task MigrateTemplateAsync()
    {
        await ExecuteAsync("create database template_rankion");
        using var core = new TestSetup().UsePostgres(ConnectionString("template_rankion") + ";Pooling=false").BuildCore();
        await core.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
    }

    private int Start()
    {
        int free;
        using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            free = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }
        // the server refuses to run as root
        string[] drop = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        string[] command = [.. drop, "sh", "-c", Script, "sh", Programs!, Path.Combine(TestFolder.Root, $"rankion-pg-{Guid.NewGuid():N}"), free.ToString(CultureInfo.InvariantCulture)];
        shell = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, WorkingDirectory = "/" })!;
        return free;
    }
}
