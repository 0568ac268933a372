using Rankion.Core.Accounts;

namespace Rankion.Web.Accounts;

/// <summary>Says at start how the first person gets in.</summary>
internal sealed class Welcome(FirstRun firstRun, PublicUrl url, IHostApplicationLifetime lifetime, ILogger<Welcome> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await firstRun.IsNeededAsync(cancellationToken))
            lifetime.ApplicationStarted.Register(SayCode);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A warning: it opens the server to whoever reads it, and such things are never logged as mere information.
    private void SayCode() => log.LogWarning("Nobody owns this server yet. Set it up at {Url} with the code {Code}", url.For(AccountPaths.SetUp), firstRun.Code);
}
