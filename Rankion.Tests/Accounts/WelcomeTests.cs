using System.Net;
using System.Net.Sockets;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

/// <summary>The first start of a developer's server, as a process of its own.</summary>
public sealed class WelcomeTests
{
    [Fact]
    public async Task Where_the_port_is_taken_the_password_of_the_new_demo_is_told_all_the_same()
    {
        using var folder = new TestFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        Dictionary<string, string?> settings = new()
        {
            ["Rankion:DataPath"] = folder.Path,
            ["Rankion:Jobs:Workers"] = "0",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}",
        };
        var dll = Path.Combine(AppContext.BaseDirectory, "Rankion.Web.dll");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(dll, settings));

        Assert.Contains("Password: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("demo@rankion.local", failure.Message, StringComparison.Ordinal);

        settings["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        await using var server = await ServerProcess.StartAsync(dll, settings);
        Assert.DoesNotContain("Password: ", server.Log, StringComparison.Ordinal);
    }
}
