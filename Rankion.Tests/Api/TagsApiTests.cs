using System.Net;
using Rankion.Core.Data;
using Rankion.Core.Projects;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class TagsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Tags_are_listed_with_their_counts_the_most_used_first(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var stranger = await world.App.CreateTeamAsync();
        await world.AddImageAsync(change: i => i.Tags = ["hero", "über", "héron"]);
        await world.AddImageAsync(change: i => i.Tags = ["hero", "harbour"]);
        await world.AddImageAsync(change: i => (i.Tags, i.DeletedAt) = (["hero", "gone"], i.CreatedAt));
        await world.AddImageAsync(change: i => (i.Tags, i.InGallery) = (["hidden"], false));
        await world.AddImageAsync(stranger, i => i.Tags = ["theirs", "hero"]);

        Assert.Equal("""{"data":[{"name":"hero","count":2},{"name":"harbour","count":1},{"name":"héron","count":1},{"name":"über","count":1}]}""", await TextAsync(world, ""));
        Assert.Equal("""{"data":[{"name":"hero","count":2}]}""", await TextAsync(world, "?q=HER"));
        Assert.Equal("""{"data":[{"name":"über","count":1}]}""", await TextAsync(world, "?q=%C3%9C"));
        foreach (var none in new[] { "?q=ero", "?q=%25", "?q=_ero", "?q=hero+", "?q=%F4%8F%BF%BF" })
            Assert.Equal((none, """{"data":[]}"""), (none, await TextAsync(world, none)));
        Assert.Equal(["q"], await world.GetAsync("/v1/tags?q=" + new string('x', 65)).InvalidAsync());
        Assert.Equal(["q"], await world.GetAsync("/v1/tags?q=%00").InvalidAsync());
    }

    [DatabaseTheory]
    public async Task A_tag_is_renamed_merged_and_deleted_on_all_images(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var stranger = await world.App.CreateTeamAsync();
        var one = await world.AddImageAsync(change: i => i.Tags = ["draft", "sea"]);
        await world.AddImageAsync(change: i => i.Tags = ["draft", "final"]);
        await world.AddImageAsync(stranger, i => i.Tags = ["draft"]);
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, Rankion.Core.Teams.TeamRole.Viewer)).Token);

        Assert.Equal("""{"data":{"name":"a/b","count":2}}""", (await PatchAsync(world.Http, "draft", """{"name":" A/B "}""").JsonAsync()).GetRawText());
        Assert.Equal("""{"data":{"name":"final","count":2}}""", (await PatchAsync(world.Http, "a%2Fb", """{"name":"final"}""").JsonAsync()).GetRawText());
        Assert.Equal("""["final","sea"]""", string.Concat("[", string.Join(',', (await world.GetAsync($"/v1/images/{one.Id}").JsonAsync()).GetProperty("data").GetProperty("tags").EnumerateArray().Select(t => t.GetRawText()).Order()), "]"));
        Assert.Equal("""{"data":[{"name":"final","count":2},{"name":"sea","count":1}]}""", await TextAsync(world, ""));
        await PatchAsync(world.Http, "draft", """{"name":"x"}""").ProblemAsync(404, "not_found");
        Assert.Equal(["name"], await PatchAsync(world.Http, "sea", """{"name":" "}""").InvalidAsync());
        Assert.Equal(["name"], await PatchAsync(world.Http, "sea", $$"""{"name":"{{new string('x', 65)}}"}""").InvalidAsync());
        await PatchAsync(reader, "sea", """{"name":"x"}""").ProblemAsync(403, "forbidden");

        using var deleted = await world.Http.DeleteAsync("/v1/tags/FINAL", Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("""{"data":[{"name":"sea","count":1}]}""", await TextAsync(world, ""));
        using var theirs = world.App.Client(stranger);
        Assert.Equal("""{"data":[{"name":"draft","count":1}]}""", await theirs.GetStringAsync("/v1/tags", Ct));
    }

    [DatabaseTheory]
    public async Task A_projects_images_are_the_gallerys_with_that_project(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var stranger = await world.App.CreateTeamAsync();
        var (own, other, theirs) = (ProjectOf(world.Team, "own"), ProjectOf(world.Team, "other"), ProjectOf(stranger, "theirs"));
        await world.App.Database.WriteAsync(write => write.Db.AddRangeAsync([own, other, theirs], Ct), Ct);
        await world.AddImageAsync(change: i => i.ProjectId = own.Id);
        var hero = await world.AddImageAsync(change: i => (i.ProjectId, i.Tags) = (own.Id, ["hero"]));
        await world.AddImageAsync(change: i => i.ProjectId = other.Id);
        await world.AddImageAsync();

        var list = await world.GetAsync($"/v1/projects/{own.Id}/images?per_page=1&project_id={other.Id}").JsonAsync();
        Assert.Equal("""{"page":1,"per_page":1,"total":2,"last_page":2}""", list.GetProperty("meta").GetRawText());
        var tagged = await world.GetAsync($"/v1/projects/{own.Id}/images?tags[]=hero&cursor=").JsonAsync();
        Assert.Equal(hero.Id, Assert.Single(tagged.GetProperty("data").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal(["per_page"], await world.GetAsync($"/v1/projects/{own.Id}/images?per_page=101").InvalidAsync());

        using var foreign = await world.GetAsync($"/v1/projects/{theirs.Id}/images");
        using var missing = await world.GetAsync("/v1/projects/999999/images");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, missing.StatusCode));
        Assert.Equal(await missing.Content.ReadAsStringAsync(Ct), await foreign.Content.ReadAsStringAsync(Ct));
    }

    private static Project ProjectOf(TestTeam team, string slug) => new() { TeamId = team.Id, Name = slug, Slug = slug, Color = "#000000", CreatedAt = DateTime.UnixEpoch };

    private static async Task<string> TextAsync(ApiWorld world, string query)
    {
        using var answer = await world.GetAsync("/v1/tags" + query);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static Task<HttpResponseMessage> PatchAsync(HttpClient http, string tag, string body) =>
        http.PatchAsync($"/v1/tags/{tag}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Ct);
}
