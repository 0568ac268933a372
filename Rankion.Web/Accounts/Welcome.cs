using Rankion.Core.Accounts;

namespace Rankion.Web.Accounts;

/// <summary>Says at start how to get in: a developer gets the demo, an operator the code of the set-up page.</summary>
internal sealed class Welcome(
    FirstRun firstRun, Demo demo, PublicUrl url, IHostEnvironment environment, IHostApplicationLifetime lifetime, ILogger<Welcome> log) : IHostedService, IDisposable
{
    private DemoAccess? untold;

    /// <summary>Before the server listens, so that its first visitor finds everything in place.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
        {
            untold = await demo.SeedAsync(cancellationToken);
            lifetime.ApplicationStarted.Register(() => Print(Interlocked.Exchange(ref untold, null)));
        }
        else if (await firstRun.IsNeededAsync(cancellationToken))
            lifetime.ApplicationStarted.Register(SayCode);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Where the server never came to listen, what was just made would otherwise be known to nobody.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref untold, null) is { } access)
            Console.Out.Write($"""

              The demo team is made, though the server did not start. Once it does:
              E-mail:   {access.Email}
              Password: {access.Password}
              Token:    {access.Token}


              """);
    }

    // A warning: it opens the server to whoever reads it, and such things are never logged as mere information.
    private void SayCode() => log.LogWarning("Nobody owns this server yet. Set it up at {Url} with the code {Code}", url.For(AccountPaths.SetUp), firstRun.Code);

    // To the console and not to the log, which may be kept and sent elsewhere; in one piece, so that no log line comes between.
    private void Print(DemoAccess? access) => Console.Out.Write(access is null
        ? $"""

          Open:     {url.Base}
          Hint:     "Forgot it?" on the sign-in page writes a link to this log; a token: dotnet run --project Rankion.Web -- token create --team {Demo.TeamSlug} --scopes read,write


          """
        : $$"""

          Open:     {{url.Base}}
          E-mail:   {{access.Email}}
          Password: {{access.Password}}
          curl -X POST {{url.Base}}/v1/generate/image -H "Authorization: Bearer {{access.Token}}" -H "Content-Type: application/json" -d "{\"prompt\":\"A lighthouse at dusk\"}"


          """);
}
