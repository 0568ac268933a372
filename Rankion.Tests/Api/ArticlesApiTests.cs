using System.Net;
using System.Text;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ArticlesApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Projects_and_articles_are_made_read_changed_and_deleted(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var project = (await world.PostAsync("/v1/projects", new { name = "Spring campaign" }).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        Assert.Equal(["id", "name", "slug", "color", "archived", "created_at"], project.EnumerateObject().Select(p => p.Name));
        var home = $"/v1/projects/{project.GetProperty("id")}";
        using var posted = await world.PostAsync(home + "/articles", new { title = "Fog", body_markdown = "# Fog" });
        var article = (await posted.JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        Assert.Equal(
            ["id", "project_id", "title", "slug", "status", "body_markdown", "hero_image_id", "created_by", "created_at", "updated_at"],
            article.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("fog", "draft", "# Fog"), (article.Text("slug"), article.Text("status"), article.Text("body_markdown")));
        var path = new Uri(posted.Header("Location")!).AbsolutePath;
        using var read = await world.GetAsync(path);
        Assert.Equal(article.GetRawText(), (await read.JsonAsync()).GetProperty("data").GetRawText());

        var image = await world.AddImageAsync();
        var changed = (await PutAsync(world, path, $$"""{"status":"review","hero_image_id":{{image.Id}}}""", read.Headers.ETag!.ToString()).JsonAsync()).GetProperty("data");
        Assert.Equal(("review", "Fog", image.Id), (changed.Text("status"), changed.Text("title"), changed.GetProperty("hero_image_id").GetInt64()));
        await PutAsync(world, path, """{"body_markdown":"Mine"}""", read.Headers.ETag.ToString()).ProblemAsync(412, "precondition_failed");
        Assert.Equal(JsonValueKind.Null, (await PutAsync(world, path, """{"hero_image_id":null}""").JsonAsync()).GetProperty("data").GetProperty("hero_image_id").ValueKind);
        Assert.Equal(1, (await world.GetAsync(home + "/articles?status=review").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());

        await world.Http.DeleteAsync(home, Ct).ProblemAsync(409, "project_not_empty");
        Assert.True((await PutAsync(world, home, """{"archived":true}""").JsonAsync()).GetProperty("data").GetProperty("archived").GetBoolean());
        foreach (var there in new[] { path, home })
        {
            using var gone = await world.Http.DeleteAsync(there, Ct);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
            await world.GetAsync(there).ProblemAsync(404, "not_found");
        }
    }

    [Fact]
    public async Task Bad_input_is_named()
    {
        await using var world = await ApiWorld.OpenAsync();
        var home = $"/v1/projects/{(await world.PostAsync("/v1/projects", new { name = "Spring" }).JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("id")}";
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync());
        Assert.Equal(["title"], await world.PostAsync(home + "/articles", new { }).InvalidAsync());
        Assert.Equal(["status"], await world.PostAsync(home + "/articles", new { title = "x", status = "done" }).InvalidAsync());
        Assert.Equal(["slug"], await world.PostAsync(home + "/articles", new { title = "x", slug = "A b" }).InvalidAsync());
        await world.PostAsync(home + "/articles", new { title = "x", hero_image_id = theirs.Id }).ProblemAsync(422, "not_in_team");
        Assert.Equal(["name"], await world.PostAsync("/v1/projects", new { }).InvalidAsync());
        Assert.Equal(["color"], await world.PostAsync("/v1/projects", new { name = "x", color = "red" }).InvalidAsync());
        Assert.Equal(["article_id"], await world.GenerateAsync(new { prompt = "x", article_id = 4711 }).InvalidAsync());
    }

    [Fact]
    public async Task An_image_made_for_an_article_says_so()
    {
        await using var world = await ApiWorld.OpenAsync();
        var project = (await world.PostAsync("/v1/projects", new { name = "Spring" }).JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("id");
        var article = (await world.PostAsync($"/v1/projects/{project}/articles", new { title = "Fog" }).JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("id").GetInt64();
        var receipt = await world.GenerateAsync(new { prompt = "Fog over a harbour", article_id = article }).JsonAsync(HttpStatusCode.Accepted);
        var image = (await world.GetAsync($"/v1/images/{receipt.GetProperty("image_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal((article, "article"), (image.GetProperty("article_id").GetInt64(), image.Text("source")));
        await world.Http.DeleteAsync($"/v1/articles/{article}", Ct);
        image = (await world.GetAsync($"/v1/images/{receipt.GetProperty("image_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal(JsonValueKind.Null, image.GetProperty("article_id").ValueKind);
    }

    private static async Task<HttpResponseMessage> PutAsync(ApiWorld world, string path, string body, string? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await world.Http.SendAsync(request, Ct);
    }
}
