using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Web.Sharing;

namespace Rankion.Tests.Sharing;

/// <summary>The app with one picture to share, a clock of the test's, and a visitor who keeps cookies.</summary>
internal sealed class ShareHouse : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private ShareHouse(RankionApp app, TestClock clock, TestTeam team, Image image, byte[] original)
    {
        (App, Clock, Team, Image, Original) = (app, clock, team, image, original);
        Client = app.CreateClient(new() { AllowAutoRedirect = false });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RankionApp App { get; }

    public TestClock Clock { get; }

    public TestTeam Team { get; }

    public Actor Owner => Team.Owner;

    public Image Image { get; }

    public byte[] Original { get; }

    public HttpClient Client { get; }

    public static async Task<ShareHouse> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, byte[]? original = null)
    {
        // ahead of the real one, by which the client's cookies expire
        var clock = new TestClock(new DateTimeOffset(2036, 5, 15, 9, 0, 0, TimeSpan.Zero));
        var app = await RankionApp.StartAsync(provider, setup =>
        {
            setup.Clock = clock;
            setup.Settings["Rankion:Jobs:Workers"] = "0";
        });
        var team = await app.CreateTeamAsync();
        original ??= Pictures.Make(1600, 1200);
        var stored = await app.Get<ImageIngest>().StoreAsync(original, Ct);
        var image = (await app.Database.AddImagesAsync(team.Owner, clock.UtcNow, i =>
        {
            (i.Id, i.Title, i.IsTitled, i.Prompt, i.Provider) = (987654321, "Boats & <b>light</b>", true, "An unspeakable prompt", "sketch");
            i.Complete(stored, "An unspeakable prompt, revised", i.CreatedAt);
        })).Single();
        return new(app, clock, team, image, original);
    }

    public async Task<Share> ShareAsync(ShareTerms terms) => (await App.Get<Shares>().CreateAsync(Owner, Image.Id, terms, Ct))!.Value.Share;

    public Task ChangeAsync(ShareTerms terms) => App.Get<Shares>().ChangeAsync(Owner, Image.Id, terms, Ct);

    public Task TrashAsync(DateTime? at) => App.Database.WriteAsync(
        async write => await write.Db.For(Owner).Images.Where(i => i.Id == Image.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.DeletedAt, at), Ct), Ct);

    public Task MadeByAsync(string provider) => App.Database.WriteAsync(
        async write => await write.Db.For(Owner).Images.Where(i => i.Id == Image.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Provider, provider), Ct), Ct);

    public Task TitleAsync(string title, bool chosen) => App.Database.WriteAsync(
        async write => await write.Db.For(Owner).Images.Where(i => i.Id == Image.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Title, title).SetProperty(i => i.IsTitled, chosen), Ct), Ct);

    public async Task<int> ViewsAsync() => (await App.Get<Shares>().HistoryAsync(Owner, Image.Id, new(), Ct))!.Items[0].Share.ViewCount;

    public async Task<HttpResponseMessage> GetAsync(
        Share share, string path = "", HttpMethod? method = null, string agent = Browser, HttpClient? client = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, SharePaths.Page(share.Token) + path);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await (client ?? Client).SendAsync(request, Ct);
    }

    public async Task<HttpStatusCode> StatusAsync(Share share, string path = "")
    {
        using var answer = await GetAsync(share, path);
        return answer.StatusCode;
    }

    /// <summary>What all of the link's addresses say, once each of them says 410.</summary>
    public async Task<string> GoneAsync(Share share)
    {
        var said = new HashSet<string>();
        foreach (var path in new[] { "", "/image", "/download" })
        {
            using var answer = await GetAsync(share, path);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            said.Add(await answer.Content.ReadAsStringAsync(Ct));
        }
        return Assert.Single(said);
    }

    public async Task<IReadOnlyList<(string Name, string Content)>> TagsAsync(Share share)
    {
        using var answer = await GetAsync(share, agent: "facebookexternalhit/1.1");
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        return [.. page.QuerySelectorAll("meta[property^='og:'], meta[name^='twitter:']")
            .Select(m => (m.GetAttribute("property") ?? m.GetAttribute("name")!, m.GetAttribute("content")!))];
    }

    public async Task<HttpResponseMessage> UnlockAsync(Share share, string password, HttpClient? client = null)
    {
        using var form = new FormUrlEncodedContent([new("password", password)]);
        return await (client ?? Client).PostAsync(SharePaths.Page(share.Token), form, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
