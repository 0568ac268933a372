using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Rankion.Core.Imaging;
using Rankion.Core.Teams;
using Rankion.Tests.Api;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

/// <summary>What the mask editor sends its masks to.</summary>
public sealed class MaskEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mask_goes_up_past_the_circuit_and_comes_back_to_who_drew_it_alone()
    {
        await using var world = await ApiWorld.OpenAsync();
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(64, 48), Ct);
        var image = await world.AddImageAsync(change: i => i.Complete(stored, null, i.CreatedAt));
        var png = Pictures.Mask(64, 48, 32, 24);
        using var mine = await SignInAsync(world, world.Team.OwnerMember);
        using var colleagues = await SignInAsync(world, await world.App.AddMemberAsync(world.Team, TeamRole.Editor));
        using var readers = await SignInAsync(world, await world.App.AddMemberAsync(world.Team, TeamRole.Viewer));
        var path = $"/masks?team={world.Team.Id}&image={image.Id}";

        var (status, body) = await SendAsync(mine, path, png);
        Assert.Equal((HttpStatusCode.OK, 0.25), (status, body.GetProperty("open").GetDouble()));
        var own = $"/masks/{body.Text("id")}?team={world.Team.Id}";
        Assert.Equal(png, await mine.GetByteArrayAsync(own, Ct));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(colleagues, own));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(readers, path, png)).Status);
        var refused = await SendAsync(mine, path, Pictures.Mask(48, 64));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (refused.Status, refused.Body.Text("reason")!.Contains("48x64", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(mine, path, Pictures.Mask(48, 64), fit: true)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(mine, $"/masks?team={world.Team.Id}&image=999999", png)).Status);
    }

    [Fact]
    public async Task Nobody_sends_a_mask_without_the_cookie_the_token_and_the_team()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync();
        var path = $"/masks?team={world.Team.Id}&image={image.Id}";
        var png = Pictures.Mask(8, 8, 2, 2);
        using var browser = await SignInAsync(world, world.Team.OwnerMember);
        var other = await world.App.CreateTeamAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "signed_out"), Told(await SendAsync(world.Http, path, png)));
        Assert.Equal((HttpStatusCode.Forbidden, "no_team"), Told(await SendAsync(browser, $"/masks?team={other.Id}&image={image.Id}", png)));
        browser.DefaultRequestHeaders.Remove("RequestVerificationToken");
        Assert.Equal((HttpStatusCode.Unauthorized, "signed_out"), Told(await SendAsync(browser, path, png)));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser, $"/masks/mask_x?team={world.Team.Id}"));
    }

    /// <summary>A browser that sends the page's token along.</summary>
    private static async Task<HttpClient> SignInAsync(ApiWorld world, TestMember person)
    {
        var browser = world.App.CreateClient(new() { AllowAutoRedirect = false });
        var visitor = new Visitor(browser);
        await visitor.SubmitAsync("/sign-in", ("Input.Email", person.Email), ("Input.Password", Seeding.Password));
        var token = (IHtmlInputElement)(await visitor.OpenAsync("/settings/profile")).QuerySelector("input[name=__RequestVerificationToken]")!;
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", token.Value);
        return browser;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient browser, string path, byte[] mask, bool fit = false)
    {
        using var form = new MultipartFormDataContent { { new StringContent(fit ? "true" : "false"), "fit" }, { new ByteArrayContent(mask), "mask", "mask.png" } };
        using var answer = await browser.PostAsync(path, form, Ct);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Ct);
        return answer.StatusCode;
    }

    private static (HttpStatusCode, string?) Told((HttpStatusCode Status, JsonElement Body) answer) => (answer.Status, answer.Body.Text("code"));
}
