using Microsoft.Playwright;
using Rankion.Tests.Support;

[assembly: AssemblyFixture(typeof(Rankion.E2E.Support.Chromium))]

namespace Rankion.E2E.Support;

/// <summary>One browser for the whole run: <c>CHROMIUM</c>, or Debian's, the one without windows first.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static string Program => Environment.GetEnvironmentVariable("CHROMIUM")
        ?? new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists) ?? "";

    /// <summary>Starts it on first use. Without Chromium on the machine the test is skipped, and on CI fails.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        if (!File.Exists(Program))
            Missing.Component("Chromium", "./test.sh installs it; CHROMIUM names its program.");
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Program,
                Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
            });
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }
}
