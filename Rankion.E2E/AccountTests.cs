using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;
using Rankion.E2E.Support;
using Rankion.Tests.Support;

namespace Rankion.E2E;

/// <summary>What of the account needs a real browser: passkeys, the clipboard, and that everybody can use the pages.</summary>
public sealed partial class AccountTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    [Fact]
    public async Task A_passkey_signs_in_without_a_password()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(await App.Services.AddMemberAsync(team.Id, TeamRole.Editor));
        await UseAuthenticatorAsync(page);
        await page.GotoAsync("/settings/security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Manage passkeys" }).ClickAsync();
        await page.GetByLabel("Name of a new passkey").FillAsync("This laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("This laptop", new() { Exact = true })).ToBeVisibleAsync();

        await page.GotoAsync("/account/denied");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        // the browser offers it in the e-mail field by itself, and its authenticator agrees at once
        await Assertions.Expect(page).ToHaveURLAsync(Gallery());
    }

    [Fact]
    public async Task Who_signs_out_in_one_tab_has_done_so_in_all_of_them()
    {
        var page = await SignInAsync((await CreateTeamAsync()).OwnerMember);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/articles");
        await Assertions.Expect(other.Locator("#jobs[data-live]")).ToBeAttachedAsync();

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("account of") }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("E-mail")).ToBeVisibleAsync();
        await Assertions.Expect(other.GetByLabel("E-mail")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_token_is_copied_and_works()
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(
            await App.Services.AddMemberAsync(team.Id, TeamRole.Editor), options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await page.GotoAsync("/settings/tokens");
        await Assertions.Expect(page.Locator("#jobs[data-live]")).ToBeAttachedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "New token" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("CMS import");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create token" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-copied]")).ToBeVisibleAsync();
        var token = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal(team.Id, (await App.Get<ApiTokens>().AuthenticateAsync(token, TestContext.Current.CancellationToken)).Actor?.TeamId);
    }

    [Theory]
    [InlineData("/settings/profile", ColorScheme.Light)]
    [InlineData("/settings/security", ColorScheme.Dark)]
    [InlineData("/settings/members", ColorScheme.Light)]
    [InlineData("/settings/tokens", ColorScheme.Dark)]
    [InlineData("/account/two-factor", ColorScheme.Dark)]
    [InlineData("/account/passkeys", ColorScheme.Light)]
    [InlineData("/account/password", ColorScheme.Light)]
    public async Task Everybody_can_use_the_page(string path, ColorScheme scheme)
    {
        var team = await App.Services.CreateTeamAsync();
        var page = await SignInAsync(await App.Services.AddMemberAsync(team.Id, TeamRole.Owner), options => options.ColorScheme = scheme);
        await page.GotoAsync(path);
        await Assertions.Expect(page.Locator("main :is(h1, h2)").Last).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
    }

    private static async Task UseAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("/images$")]
    private static partial Regex Gallery();
}
