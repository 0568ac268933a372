using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Rankion.Core.Imaging;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

/// <summary>What the pages' script sends files to.</summary>
public sealed class UploadEndpointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_in_person_uploads_into_the_pages_team_and_is_told_what_became_of_it()
    {
        await using var app = await RankionApp.StartAsync();
        var team = await app.CreateTeamAsync();
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false });
        var (path, token) = await SignInAsync(browser, team.OwnerMember);
        var picture = Pictures.Make(64, 48, ImageFormat.Webp);

        var first = await SendAsync(browser, path, token, picture);
        var again = await SendAsync(browser, path, token, picture);
        var words = await SendAsync(browser, path, token, "words"u8.ToArray());

        Assert.Equal((HttpStatusCode.OK, true), (first.Status, first.Body.GetProperty("is_new").GetBoolean()));
        Assert.Equal((HttpStatusCode.OK, false), (again.Status, again.Body.GetProperty("is_new").GetBoolean()));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "This is not a PNG, JPEG, WebP, AVIF or GIF, nor an MP4 or WebM video."), (words.Status, words.Body.Text("reason")));
        using var thumbnail = await browser.GetAsync(first.Body.Text("thumbnail"), Ct);
        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
        using var api = app.Client(team);
        Assert.Equal(1, (await api.GetAsync("/v1/images", Ct).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Nobody_uploads_without_the_cookie_the_token_and_the_team()
    {
        await using var app = await RankionApp.StartAsync();
        var (team, other) = (await app.CreateTeamAsync(), await app.CreateTeamAsync());
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false });
        var (path, token) = await SignInAsync(browser, team.OwnerMember);
        var picture = Pictures.Make(64, 48);
        using var stranger = app.Client(team.Token);

        Assert.Equal((HttpStatusCode.Unauthorized, "signed_out"), Told(await SendAsync(stranger, path, token, picture)));
        Assert.Equal((HttpStatusCode.Unauthorized, "signed_out"), Told(await SendAsync(browser, path, null, picture)));
        Assert.Equal((HttpStatusCode.Unauthorized, "signed_out"), Told(await SendAsync(browser, path, "forged", picture)));
        Assert.Equal((HttpStatusCode.Forbidden, "no_team"), Told(await SendAsync(browser, $"/uploads?team={other.Id}", token, picture)));
        Assert.Equal((HttpStatusCode.Forbidden, "no_team"), Told(await SendAsync(browser, "/uploads", token, picture)));

        var reader = await app.AddMemberAsync(team, TeamRole.Viewer);
        using var readers = app.CreateClient(new() { AllowAutoRedirect = false });
        var page = await OpenAsync(readers, reader);
        Assert.Null(page.QuerySelector("[data-uploads]"));
        Assert.Null(page.QuerySelector("[data-upload]"));
    }

    private static async Task<(string Path, string Token)> SignInAsync(HttpClient browser, TestMember person)
    {
        var root = (await OpenAsync(browser, person)).QuerySelector("[data-uploads]")!;
        return (root.GetAttribute("data-uploads")!, ((IHtmlInputElement)root.QuerySelector("input[type=hidden]")!).Value);
    }

    private static async Task<IHtmlDocument> OpenAsync(HttpClient browser, TestMember person)
    {
        var visitor = new Visitor(browser);
        await visitor.SubmitAsync("/sign-in", ("Input.Email", person.Email), ("Input.Password", Seeding.Password));
        return await visitor.OpenAsync("/images");
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(HttpClient browser, string path, string? token, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new StringContent("skip"), "duplicates" }, { new ByteArrayContent(file), "file", "a.png" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        if (token is not null)
            request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.SendAsync(request, Ct);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static (HttpStatusCode, string?) Told((HttpStatusCode Status, JsonElement Body) answer) => (answer.Status, answer.Body.Text("code"));
}
