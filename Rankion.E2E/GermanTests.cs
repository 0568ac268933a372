using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Playwright;
using Rankion.Core.Teams;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

/// <summary>Who reads German reads it everywhere.</summary>
public sealed partial class GermanTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    /// <summary>Whatever is shown, named or hinted at on the page.</summary>
    private const string Everything = """
        [...document.querySelectorAll('body *')].filter(e => !['SCRIPT', 'STYLE', 'OPTION'].includes(e.tagName) && !e.closest('[lang=en]'))
          .flatMap(e => [...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data), e.getAttribute('aria-label'), e.title, e.getAttribute('placeholder'), e.dataset?.tip, e.dataset?.keysLabel])
          .filter(t => t).map(t => t.replace(/\s+/g, ' ').trim()).filter(t => t)
        """;

    [Fact]
    public async Task No_English_is_left_on_the_main_pages()
    {
        var team = await CreateTeamAsync();
        var page = await OpenBrowserAsync(options => options.Locale = "de-DE");
        await page.GotoAsync("/");
        await ShouldSpeakGermanAsync(page);
        await page.GetByLabel("E-Mail").FillAsync(team.OwnerEmail);
        await page.GetByLabel("Passwort").FillAsync(Seeding.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Gallery());
        await Assertions.Expect(page.Locator("[data-draft][data-live]")).ToBeAttachedAsync();
        await ShouldSpeakGermanAsync(page);

        string[] paths = ["/settings/profile", "/settings/security", "/settings/members", "/settings/credits", "/settings/storage", "/settings/tokens", "/settings/audit", "/exports", "/nowhere"];
        foreach (var path in paths)
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
            await ShouldSpeakGermanAsync(page);
        }
        // the page that is not there says 404
        ExpectConsoleErrors();
    }

    [Fact]
    public async Task A_chosen_language_goes_before_the_browsers()
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(await App.Services.AddMemberAsync(team.Id, TeamRole.Editor));
        await page.GotoAsync("/settings/profile");
        await Assertions.Expect(page.Locator("#jobs[data-live]")).ToBeAttachedAsync();
        await page.GetByLabel("Language").SelectOptionAsync("de");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Profil", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "de");
        await ShouldSpeakGermanAsync(page);

        await page.GotoAsync("/account/denied");
        await page.GetByRole(AriaRole.Button, new() { Name = "Abmelden" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Willkommen zurück" })).ToBeVisibleAsync();
    }

    private static async Task ShouldSpeakGermanAsync(IPage page)
    {
        var (english, german) = Texts.Value;
        var shown = await page.EvaluateAsync<string[]>(Everything);
        Assert.NotEmpty(shown);
        var left = shown.Distinct().Where(text => english.Contains(text) && !german.Contains(text));
        Assert.True(!left.Any(), $"{page.Url}: {string.Join(" | ", left)}");
    }

    private static readonly Lazy<(HashSet<string> English, HashSet<string> German)> Texts = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rankion.sln")))
            folder = folder.Parent!;
        var texts = Directory.EnumerateFiles(Path.Combine(folder.FullName, "Rankion.Web"), "*.de.resx", SearchOption.AllDirectories)
            .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(f => XDocument.Load(f).Root!.Elements("data")).Select(d => (English: d.Attribute("name")!.Value, German: d.Element("value")!.Value)).ToList();
        return ([.. texts.Select(t => t.English)], [.. texts.Select(t => t.German)]);
    });

    [GeneratedRegex("/images")]
    private static partial Regex Gallery();
}
