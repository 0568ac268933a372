using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
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
    private readonly TimeProvider? clock;

    public LiveApp()
        : this(null, [])
    {
    }

    private LiveApp(TimeProvider? clock, (string Key, string Value)[] settings)
    {
        (this.clock, this.settings) = (clock, settings);
        UseKestrel(0);
        StartServer();
    }

    public static LiveApp With(params (string Key, string Value)[] settings) => new(null, settings);

    /// <summary>With a clock that the test moves; no worker runs by it.</summary>
    public static LiveApp At(TestClock clock) => new(clock, [("Rankion:Jobs:Workers", "0")]);

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
        if (clock is not null)
            builder.ConfigureTestServices(services => services.AddSingleton(clock));
    }
}
