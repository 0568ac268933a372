using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Rankion.Tests.Support;

/// <summary>
/// The built app as a process of its own, on a free port of loopback: to be killed, or measured. It goes with whoever
/// started it, however that ends.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    // the starter's end of the pipe closes with it, however it ends, and takes the server along; the server's own end is the script's
    private const string Script = """
        exec 3<&0
        "$@" </dev/null 2>&1 3<&- &
        server=$!
        echo "pid $server"
        { while read -r _; do :; done; kill -KILL "$server"; } <&3 >/dev/null 2>&1 &
        wait "$server"
        kill "$!" 2>/dev/null
        """;

    private readonly Process shell;
    private readonly StringBuilder log = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> pid = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process shell) => this.shell = shell;

    public Uri Address => address.Task.Result;

    public int Pid => pid.Task.Result;

    /// <summary>What it has printed so far.</summary>
    public string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    /// <summary>Starts <paramref name="dll"/> and returns once it listens.</summary>
    /// <param name="settings">Configuration, as in <c>Rankion:DataPath</c>.</param>
    public static async Task<ServerProcess> StartAsync(string dll, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", "dotnet", dll])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Testing", ["ASPNETCORE_URLS"] = "http://127.0.0.1:0" },
        };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        var server = new ServerProcess(Process.Start(start)!);
        server.shell.OutputDataReceived += (_, line) => server.Read(line.Data);
        server.shell.BeginOutputReadLine();
        server.shell.BeginErrorReadLine();
        try
        {
            await server.address.Task.WaitAsync(TimeSpan.FromSeconds(120));
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start:\n{server.Log}", e);
        }
        return server;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        using var process = Process.GetProcessById(await pid.Task);
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private void Read(string? line)
    {
        const string listening = "Now listening on: ";
        if (line is null)
        {
            address.TrySetException(new InvalidOperationException("It ended."));
            return;
        }
        lock (log)
            log.AppendLine(line);
        if (line.StartsWith("pid ", StringComparison.Ordinal))
            pid.TrySetResult(int.Parse(line[4..], CultureInfo.InvariantCulture));
        if (line.IndexOf(listening, StringComparison.Ordinal) is var at and >= 0)
            address.TrySetResult(new Uri(line[(at + listening.Length)..]));
    }
}
