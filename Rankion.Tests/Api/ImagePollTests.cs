using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

/// <summary>Polling one image by its ETag.</summary>
public sealed partial class ImagePollTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_poll_of_what_has_not_changed_reads_no_image(DatabaseProvider provider)
    {
        using var caught = new CaughtCommands();
        await using var world = await ApiWorld.OpenAsync(provider, configure: caught.Join);
        var path = $"/v1/images/{(await world.AddImageAsync()).Id}";
        using var first = await world.GetAsync(path);
        await caught.StartAsync(world.App.Database);
        for (var i = 0; i < 3; i++)
        {
            using var poll = await PollAsync(world, path, first.Header("ETag")!);
            Assert.Equal((HttpStatusCode.NotModified, first.Header("ETag"), first.Header("Cache-Control")), (poll.StatusCode, poll.Header("ETag"), poll.Header("Cache-Control")));
        }

        // one look at one row for each: whether anything of the team has changed
        Assert.Equal(3, caught.All.Count);
        Assert.All(caught.All, command => Assert.Contains("from team_stamps where", command.Sql, StringComparison.Ordinal));
        Assert.DoesNotContain(caught.All, command => command.Sql.Contains("images", StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task No_change_is_ever_hidden(DatabaseProvider provider)
    {
        var clock = new TestClock();
        await using var world = await ApiWorld.OpenAsync(provider, configure: setup => setup.Clock = clock);
        var owner = world.Team.Owner;
        var parent = await world.AddImageAsync(change: i => (i.Sha256, i.Format) = (new('a', 64), "png"));
        var image = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Status, i.Sha256, i.Format) = (parent.Id, parent.Id, ProcessingStatus.Ready, new('b', 64), "png"));
        var child = await world.AddImageAsync(change: i => (i.ParentId, i.RootId) = (image.Id, parent.Id));
        var path = $"/v1/images/{image.Id}";
        var (curation, shares) = (world.App.Get<Curation>(), world.App.Get<Shares>());
        var known = "\"nothing\"";
        await IsNewAsync("the first look");

        await Change("its title", () => curation.PatchAsync(owner, image.Id, new() { Title = "New" }, Ct));
        await Change("its parent's title", () => curation.PatchAsync(owner, parent.Id, new() { Title = "New" }, Ct));
        await Change("its variant's tags", () => curation.PatchAsync(owner, child.Id, new() { Tags = ["hero"] }, Ct));
        await Change("its variant's disappearance", () => world.App.Get<Trash>().PutAsync(owner, child.Id, Ct));
        await Change("its creator's name", () => world.App.Database.WriteAsync(
            write => write.Db.Users.Where(u => u.Id == owner.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DisplayName, "Mara"), Ct), Ct));
        Share share = null!;
        await Change("its link", async () => share = (await shares.CreateAsync(owner, image.Id, new() { ExpiresAt = new(clock.UtcNow.AddHours(2)) }, Ct))!.Value.Share);
        await Change("a view of its link", () => world.App.Get<PublicShares>().CountViewAsync(share, null, Ct));
        await Change("the end of its link", () => Advance(TimeSpan.FromHours(2)));
        await Change("the links of another day", () => Advance(TimeSpan.FromDays(1)));
        await Change("a day that comes back", () => Advance(TimeSpan.FromDays(1)));
        await Change("a change that nobody announced", () => world.App.Database.WriteAsync(
            write => write.Db.For(owner).Images.Where(i => i.Id == image.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.DominantColor, "#000000"), Ct), Ct));

        await world.App.Database.WriteAsync(write => write.Db.For(owner).Images.Where(i => i.Id == child.Id || i.Id == image.Id).ExecuteDeleteAsync(Ct), Ct);
        using var gone = await PollAsync(world, path, known);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);

        Task Advance(TimeSpan by)
        {
            clock.Advance(by);
            return Task.CompletedTask;
        }

        async Task Change(string what, Func<Task> change)
        {
            await change();
            await IsNewAsync(what);
        }

        async Task IsNewAsync(string what)
        {
            using var fresh = await PollAsync(world, path, known);
            Assert.True(fresh.StatusCode == HttpStatusCode.OK, $"{what} is hidden: {fresh.StatusCode}");
            Assert.NotEqual(known, fresh.Header("ETag"));
            known = fresh.Header("ETag")!;
            using var same = await PollAsync(world, path, known);
            Assert.Equal((what, HttpStatusCode.NotModified), (what, same.StatusCode));
        }
    }

    [Fact]
    public async Task Whoever_asks_at_another_address_gets_its_links_and_another_team_gets_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync(change: i => (i.Sha256, i.Format) = (new('a', 64), "png"))).Id}";
        using var first = await world.GetAsync(path);
        using var elsewhere = await PollAsync(world, path, first.Header("ETag")!, host: "images.example.com");
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        Assert.Contains("http://images.example.com/media/", await elsewhere.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var stranger = world.App.Client(await world.App.CreateTeamAsync());
        using var theirs = await PollAsync(world, path, first.Header("ETag")!, stranger);
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
    }

    /// <summary>Whoever lets the view of an image say more has to move the stamp with it (<see cref="ViewStamps"/>).</summary>
    [Fact]
    public async Task Every_table_that_a_view_is_made_of_moves_the_stamp()
    {
        using var caught = new CaughtCommands();
        await using var world = await ApiWorld.OpenAsync(configure: caught.Join);
        var parent = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);
        var image = await world.AddImageAsync(change: i => (i.ParentId, i.RootId, i.Status, i.Source) = (parent.Id, parent.Id, ProcessingStatus.Ready, ImageSource.Uploaded));
        await world.App.Get<Shares>().CreateAsync(world.Team.Owner, image.Id, new(), Ct);
        using (await world.GetAsync($"/v1/images/{parent.Id}"))
        {
            // the token is known now
        }

        await caught.StartAsync(world.App.Database);
        using (await world.GetAsync($"/v1/images/{image.Id}"))
        {
            var tables = caught.All.SelectMany(c => Table().Matches(c.Sql)).Select(m => m.Groups[1].Value).Distinct().Except(["team_stamps"]).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(["image_origins", "images", "shares", "users"], tables);
            await using var db = await world.App.Database.OpenAsync(Ct);
            var stamping = await db.Database.SqlQueryRaw<string>("select distinct tbl_name as Value from sqlite_master where type = 'trigger' and sql like '%team_stamps%'").ToListAsync(Ct);
            Assert.Equal([], tables.Except(stamping));
        }
    }

    private static Task<HttpResponseMessage> PollAsync(ApiWorld world, string path, string etag, HttpClient? client = null, string? host = null)
    {
        var poll = new HttpRequestMessage(HttpMethod.Get, path);
        poll.Headers.TryAddWithoutValidation("If-None-Match", etag);
        poll.Headers.Host = host;
        return (client ?? world.Http).SendAsync(poll, Ct);
    }

    [GeneratedRegex("(?:from|join) \"?([a-z_]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Table();
}
