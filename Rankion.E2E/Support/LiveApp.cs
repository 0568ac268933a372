using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Tests.Support;

[assembly: AssemblyFixture(typeof(Rankion.E2E.Support.LiveApp))]

namespace Rankion.E2E.Support;

/// <summary>
/// The app as a browser meets it: Kestrel on a free port, SQLite, the sketch provider. One for the whole run, each test with a
/// team of its own; a test that needs other settings starts another.
/// </summary>
public sealed class LiveApp : WebApplicationFactory<Program>
{
    private readonly TestFolder folder = new();
    private readonly (string Key, string Value)[] settings;

    public LiveApp()
        : this([])
    {
    }

    private LiveApp(params (string Key, string Value)[] settings)
    {
        this.settings = settings;
        UseKestrel(0);
        StartServer();
    }

    public static LiveApp With(params (string Key, string Value)[] settings) => new(settings);

    // by name: passkeys are not to be had for an IP address
    public Uri Address => new UriBuilder(ClientOptions.BaseAddress) { Host = "localhost" }.Uri;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Dispose();
    }

    public HttpClient Client(TestMember person) => new() { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", person.Token) } };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing").UseSetting("Rankion:DataPath", folder.Path);
        builder.UseSetting("Logging:LogLevel:Default", "Error").UseSetting("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Error");
        foreach (var (key, value) in settings)
            builder.UseSetting(key, value);
    }
}
