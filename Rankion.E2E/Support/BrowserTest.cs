using Microsoft.Playwright;
using Rankion.E2E.Pages;
using Rankion.Tests.Support;

namespace Rankion.E2E.Support;

/// <summary>
/// A test in the browser. Whatever a page writes as an error to its console fails the test; a failed test leaves a screenshot
/// of each of its browsers in TestResults, and with TRACE=true a trace.
/// </summary>
public abstract class BrowserTest(LiveApp app, Chromium chromium) : IAsyncLifetime
{
    private readonly List<IBrowserContext> contexts = [];
    private readonly List<string> errors = [];

    /// <summary>The run's, unless the test puts one of its own here.</summary>
    protected LiveApp App { get; set; } = app;

    // recording every step makes the run longer by a fifth
    private static bool IsTraced => Environment.GetEnvironmentVariable("TRACE") is "true";

    private static string Results => Directory.CreateDirectory(
        Environment.GetEnvironmentVariable("TEST_RESULTS") ?? Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;

    public ValueTask InitializeAsync()
    {
        // the machine may be busy: an assertion waits longer than Playwright's five seconds, and a passing one not at all
        Assertions.SetDefaultExpectTimeout(60_000);
        return ValueTask.CompletedTask;
    }

    /// <summary>A team of this test's own.</summary>
    protected Task<TestTeam> CreateTeamAsync() => App.Services.CreateTeamAsync();

    /// <summary>A browser of one more person: cookies of its own, nobody signed in.</summary>
    protected async Task<IPage> OpenBrowserAsync(Action<BrowserNewContextOptions>? configure = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = App.Address.ToString(),
            ViewportSize = new() { Width = 1280, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-GB",
        };
        configure?.Invoke(options);
        var context = await (await chromium.BrowserAsync()).NewContextAsync(options);
        contexts.Add(context);
        context.SetDefaultTimeout(60_000);
        if (IsTraced)
            await context.Tracing.StartAsync(new() { Snapshots = true, Screenshots = true, Title = TestContext.Current.Test?.TestDisplayName });
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add($"{message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => errors.Add(error.Error);
        return await context.NewPageAsync();
    }

    /// <summary>A browser with the person signed in, on the gallery.</summary>
    protected async Task<IPage> SignInAsync(TestMember person, Action<BrowserNewContextOptions>? configure = null)
    {
        var page = await OpenBrowserAsync(configure);
        await new SignInPage(page).SignInAsync(person.Email, Seeding.Password);
        return page;
    }

    /// <summary>For a test that makes the browser complain on purpose, by going offline for example.</summary>
    protected void ExpectConsoleErrors() => errors.Clear();

    /// <summary>Before an app of the test's own goes: its pages would complain about that.</summary>
    protected async Task CloseBrowsersAsync()
    {
        foreach (var context in contexts)
            await context.CloseAsync();
        contexts.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (errors.Count > 0 || TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            for (var i = 0; i < contexts.Count; i++)
                await KeepEvidenceAsync(contexts[i], $"{GetType().Name}.{TestContext.Current.TestMethod?.MethodName}-{i + 1}");
        }
        await CloseBrowsersAsync();
        Assert.Empty(errors);
    }

    private static async Task KeepEvidenceAsync(IBrowserContext context, string name)
    {
        foreach (var page in context.Pages)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Results, $"{name}.png") });
        if (IsTraced)
            await context.Tracing.StopAsync(new() { Path = Path.Combine(Results, $"{name}.zip") });
    }
}
