using System.Net;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class TrashApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_image_goes_to_the_trash_comes_back_and_goes_for_good(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var path = $"/v1/images/{(await world.AddImageAsync(change: i => i.Tags = ["hero"])).Id}";

        await NoContentAsync(world.Http.DeleteAsync(path, Ct));
        var trashed = await DataAsync(world, path);
        var (deletedAt, purgeAt) = (trashed.GetProperty("deleted_at").GetDateTime(), trashed.GetProperty("purge_at").GetDateTime());
        Assert.Equal(TimeSpan.FromDays(30), purgeAt - deletedAt);
        Assert.Equal(0, await TotalAsync(world, "/v1/images"));
        Assert.Equal(1, await TotalAsync(world, "/v1/images/trash"));
        await NoContentAsync(world.Http.DeleteAsync(path, Ct));
        Assert.Equal(trashed.GetRawText(), (await DataAsync(world, path)).GetRawText());

        var back = (await world.PostAsync(path + "/restore", new { }).JsonAsync()).GetProperty("data");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 1), (back.GetProperty("deleted_at").ValueKind, back.GetProperty("purge_at").ValueKind, back.GetProperty("tags").GetArrayLength()));
        await world.PostAsync(path + "/restore", new { }).ProblemAsync(409, "not_in_trash");
        await world.Http.DeleteAsync(path + "/forever", Ct).ProblemAsync(409, "not_in_trash");

        await NoContentAsync(world.Http.DeleteAsync(path, Ct));
        await NoContentAsync(world.Http.DeleteAsync(path + "/forever", Ct));
        await world.GetAsync(path).ProblemAsync(404, "not_found");
        await world.Http.DeleteAsync(path + "/forever", Ct).ProblemAsync(404, "not_found");
        Assert.Equal(0, await TotalAsync(world, "/v1/images/trash"));
    }

    [Fact]
    public async Task The_trash_has_the_gallerys_filters_and_shows_the_last_deleted_first()
    {
        await using var world = await ApiWorld.OpenAsync();
        var images = new List<Image>();
        for (var n = 0; n < 5; n++)
            images.Add(await world.AddImageAsync(change: i => (i.Tags, i.CreatedAt) = (n % 2 == 0 ? ["even"] : ["odd"], i.CreatedAt.AddMinutes(n))));
        foreach (var n in new[] { 2, 0, 4, 1 })
            await NoContentAsync(world.Http.DeleteAsync($"/v1/images/{images[n].Id}", Ct));

        Assert.Equal([1, 4, 0, 2], await OrderAsync(""));
        Assert.Equal([4, 0, 2], await OrderAsync("?tags[]=even"));
        Assert.Equal([0, 1, 2, 4], await OrderAsync("?sort=oldest"));
        Assert.Equal([0], await OrderAsync("?tags[]=even&per_page=1&page=2"));
        Assert.Equal([1, 4, 0], await OrderAsync("?per_page=3&cursor="));
        Assert.Equal(["sort"], await world.GetAsync("/v1/images/trash?sort=best").InvalidAsync());
        Assert.Equal(["page"], await world.GetAsync("/v1/images/trash?page=0").InvalidAsync());

        async Task<IEnumerable<int>> OrderAsync(string query) =>
            [.. (await world.GetAsync("/v1/images/trash" + query).JsonAsync()).GetProperty("data").EnumerateArray()
                .Select(i => images.FindIndex(known => known.Id == i.GetProperty("id").GetInt64()))];
    }

    [Fact]
    public async Task Every_other_change_of_an_image_in_the_trash_is_refused()
    {
        await using var world = await ApiWorld.OpenAsync();
        var path = $"/v1/images/{(await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt))).Id}";

        await world.Http.PatchAsync(path, new StringContent("""{"title":"x"}""", null, "application/json"), Ct).ProblemAsync(409, "image_trashed");
        foreach (var (action, body) in new (string, object)[] { ("/favorite", new { }), ("/edit", new { prompt = "x" }), ("/share", new { }), ("/open-in-chat", new { }) })
            await world.PostAsync(path + action, body).ProblemAsync(409, "image_trashed");
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task For_good_is_for_the_creator_and_for_admins()
    {
        await using var world = await ApiWorld.OpenAsync();
        var creator = await world.App.AddMemberAsync(world.Team, TeamRole.Editor);
        var colleague = await world.App.AddMemberAsync(world.Team, TeamRole.Editor);
        var viewer = await world.App.AddMemberAsync(world.Team, TeamRole.Viewer);
        var paths = new List<string>();
        for (var n = 0; n < 2; n++)
            paths.Add($"/v1/images/{(await world.AddImageAsync(change: i => (i.CreatedById, i.DeletedAt) = (creator.Actor.UserId, i.CreatedAt))).Id}");

        await world.App.Client(viewer.Token).DeleteAsync(paths[0], Ct).ProblemAsync(403, "forbidden");
        await world.App.Client(viewer.Token).DeleteAsync(paths[0] + "/forever", Ct).ProblemAsync(403, "forbidden");
        await world.App.Client(colleague.Token).DeleteAsync(paths[0] + "/forever", Ct).ProblemAsync(403, "forbidden");
        await NoContentAsync(world.App.Client(creator.Token).DeleteAsync(paths[0] + "/forever", Ct));
        await NoContentAsync(world.Http.DeleteAsync(paths[1] + "/forever", Ct));
    }

    [Fact]
    public async Task Another_teams_images_are_as_little_there_as_those_that_never_were()
    {
        await using var world = await ApiWorld.OpenAsync();
        var team = await world.App.CreateTeamAsync();
        var live = await world.AddImageAsync(team);
        var trashed = await world.AddImageAsync(team, i => i.DeletedAt = i.CreatedAt);

        foreach (var id in new[] { live.Id, trashed.Id, 999_999 })
        {
            await world.Http.DeleteAsync($"/v1/images/{id}", Ct).ProblemAsync(404, "not_found");
            await world.PostAsync($"/v1/images/{id}/restore", new { }).ProblemAsync(404, "not_found");
            await world.Http.DeleteAsync($"/v1/images/{id}/forever", Ct).ProblemAsync(404, "not_found");
        }
        Assert.Equal(0, await TotalAsync(world, "/v1/images/trash"));
    }

    private static async Task NoContentAsync(Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.Equal((HttpStatusCode.NoContent, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static async Task<JsonElement> DataAsync(ApiWorld world, string path) => (await world.GetAsync(path).JsonAsync()).GetProperty("data");

    private static async Task<int> TotalAsync(ApiWorld world, string path) => (await world.GetAsync(path).JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32();
}
