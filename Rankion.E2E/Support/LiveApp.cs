using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Tests.Support;

[assembly: AssemblyFixture(typeof(Rankion.E2E.Support.LiveApp))]

namespace Rankion.E2E.Support;

/// <summary>The app as a browser meets it: Kestrel on a free port, SQLite, the sketch provider. One for the whole run; each test has a team of its own.</summary>
public sealed class LiveApp : WebApplicationFactory<Program>
{
    private readonly TestFolder folder = new();

    public LiveApp()
    {
        UseKestrel(0);
        StartServer();
    }

    // by name: passkeys are not to be had for an IP address
    public Uri Address => new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder
        .UseEnvironment("Testing")
        .UseSetting("Rankion:DataPath", folder.Path)
        .UseSetting("Logging:LogLevel:Default", "Error")
        .UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
}
