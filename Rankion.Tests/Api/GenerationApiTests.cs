using System.Globalization;
using System.Net;
using System.Text.Json;
using Rankion.Core.Data;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class GenerationApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_accepted_request_answers_with_a_receipt_and_what_it_cost(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        using var answer = await world.PostTextAsync("/v1/generate/image", """{"prompt":"A harbour\nat dawn","n":3,"tags":[" Hero ","hero"],"save_to_gallery":null,"unknown":1}""");
        var receipt = await answer.JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(["job_id", "image_id", "image_ids", "generation_id"], receipt.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.String, receipt.GetProperty("job_id").ValueKind);
        var ids = receipt.GetProperty("image_ids").EnumerateArray().Select(id => id.GetInt64()).ToList();
        Assert.Equal((3, ids[0]), (ids.Distinct().Count(), receipt.GetProperty("image_id").GetInt64()));
        Assert.Equal($"http://localhost/v1/images/{ids[0]}", answer.Header("Location"));
        Assert.Equal(("15", "985"), (answer.Header("X-Credits-Charged"), answer.Header("X-Credits-Remaining")));

        var image = (await world.GetAsync(answer.Header("Location")!).JsonAsync()).GetProperty("data");
        Assert.Equal(("A harbour", "queued", "generated"), (image.Text("title"), image.Text("processing_status"), image.Text("source")));
        Assert.Equal("hero", Assert.Single(image.GetProperty("tags").EnumerateArray()).GetString());
        Assert.Equal(receipt.Text("generation_id"), image.Text("generation_id"));
        Assert.Equal(JsonValueKind.Null, image.GetProperty("url").ValueKind);
        Assert.Equal(JsonValueKind.Null, image.GetProperty("thumbnails").ValueKind);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused_by_field_and_changes_nothing()
    {
        (string Body, string Fields)[] bad =
        [
            ("""{}""", "prompt"),
            ("""{"prompt":null}""", "prompt"),
            ("""{"prompt":""}""", "prompt"),
            ("""{"prompt":"  \n "}""", "prompt"),
            ("""{"prompt":"a\u0000b"}""", "prompt"),
            ("""{"prompt":"x","n":0}""", "n"),
            ("""{"prompt":"x","n":9}""", "n"),
            ("""{"prompt":"","n":-1}""", "prompt,n"),
            ("""{"prompt":"x","model":"no-such"}""", "model"),
            ("""{"prompt":"x","size":"huge"}""", "size"),
            ("""{"prompt":"x","size":"99999x99999"}""", "size"),
            ("""{"prompt":"x","quality":"no-such"}""", "quality"),
            ("""{"prompt":"x","background":"no-such"}""", "background"),
            ("""{"prompt":"x","output_format":"bmp"}""", "output_format"),
            ("""{"prompt":"x","aspect_ratio":"wide"}""", "aspect_ratio"),
            ("""{"prompt":"x","project_id":999}""", "project_id"),
            ("""{"prompt":"x","article_id":999}""", "article_id"),
            ("""{"prompt":"x","tags":["a\nb"]}""", "tags"),
        ];
        await using var world = await ApiWorld.OpenAsync();
        foreach (var (body, fields) in bad)
            Assert.Equal((body, fields), (body, string.Join(',', await world.PostTextAsync("/v1/generate/image", body).InvalidAsync())));
        Assert.Equal(0, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task Lengths_are_taken_to_their_edge_and_not_beyond()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.GenerateAsync(new { prompt = new string('ä', 32_000) }).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(["prompt"], await world.GenerateAsync(new { prompt = new string('ä', 32_001) }).InvalidAsync());
        await world.GenerateAsync(new { prompt = "x", title = new string('t', 200), tags = Enumerable.Range(0, 50).Select(i => $"{i,64}") }).JsonAsync(HttpStatusCode.Accepted);
        Assert.Equal(["title"], await world.GenerateAsync(new { prompt = "x", title = new string('t', 201) }).InvalidAsync());
        Assert.Equal(["tags"], await world.GenerateAsync(new { prompt = "x", tags = Enumerable.Range(0, 51).Select(i => $"{i}") }).InvalidAsync());
        Assert.Equal(["tags"], await world.GenerateAsync(new { prompt = "x", tags = new[] { new string('t', 65) } }).InvalidAsync());
    }

    [Fact]
    public async Task An_unknown_model_is_refused_with_the_known_ones()
    {
        await using var world = await ApiWorld.OpenAsync();
        var problem = await world.GenerateAsync(new { prompt = "x", model = "dall-e-9" }).ProblemAsync(422, "validation_failed");
        Assert.Contains("rankion-sketch", problem.GetProperty("errors").GetProperty("model")[0].GetString(), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task Without_credits_nothing_is_created(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider, credits: 9);
        var problem = await world.GenerateAsync(new { prompt = "x", n = 2 }).ProblemAsync(402, "insufficient_credits");
        Assert.Equal((10, 9), (problem.GetProperty("required").GetInt32(), problem.GetProperty("available").GetInt32()));
        Assert.Equal(0, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        await world.GetAsync("/v1/jobs/1").ProblemAsync(404, "not_found");
        Assert.Equal(9, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task From_the_post_to_the_bytes_that_the_provider_sent(DatabaseProvider provider)
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var world = await ApiWorld.OpenAsync(provider, works: true, configure: setup => Use(setup, openAi));
        var receipt = await world.GenerateAsync(new { prompt = "A harbour", model = "gpt-image-2", size = "1536x1024", quality = "high" }).JsonAsync(HttpStatusCode.Accepted);
        var job = await EndAsync(world, receipt);
        Assert.Equal(JobStatus.Ready, job.Status);

        var image = (await world.GetAsync($"/v1/images/{receipt.GetProperty("image_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal(("ready", "openai", "png"), (image.Text("processing_status"), image.Text("provider"), image.Text("format")));
        Assert.Equal((1536, 1024), (image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));
        Assert.Equal("high", image.GetProperty("parameters").Text("quality"));
        using var anybody = world.App.Client();
        Assert.Equal(TinyPng.Of(1536, 1024), await anybody.GetByteArrayAsync(image.Text("url"), Ct));
        using var thumbnail = await anybody.GetAsync(image.GetProperty("thumbnails").Text("640"), Ct);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
        var done = (await world.GetAsync($"/v1/jobs/{receipt.Text("job_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal(("ready", 1), (done.Text("status"), done.GetProperty("progress").GetProperty("done").GetInt32()));
        Assert.Equal(995, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_provider_that_refuses_leaves_an_honest_failed_image_and_gives_the_credits_back()
    {
        await using var openAi = await FakeOpenAi.StartAsync();
        openAi.Refuse(400, "moderation_blocked", "Your request was rejected by the safety system.");
        await using var world = await ApiWorld.OpenAsync(works: true, configure: setup => Use(setup, openAi));
        var receipt = await world.GenerateAsync(new { prompt = "x", model = "gpt-image-2" }).JsonAsync(HttpStatusCode.Accepted);
        await EndAsync(world, receipt);

        var image = (await world.GetAsync($"/v1/images/{receipt.GetProperty("image_id")}").JsonAsync()).GetProperty("data");
        Assert.Equal(("failed", "provider_moderated"), (image.Text("processing_status"), image.GetProperty("error").Text("code")));
        Assert.Equal(JsonValueKind.Null, image.GetProperty("url").ValueKind);
        var credits = (await world.GetAsync("/v1/credits").JsonAsync()).GetProperty("data");
        Assert.Equal(1000, credits.GetProperty("balance").GetInt32());
        Assert.Equal(["refund 5", "charge -5", "grant 1000"], credits.GetProperty("ledger").EnumerateArray().Select(e => $"{e.Text("kind")} {e.GetProperty("amount")}"));
    }

    private static void Use(TestSetup setup, FakeOpenAi openAi)
    {
        setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl;
        setup.Settings["Rankion:Providers:OpenAI:ApiKey"] = "sk-test";
    }

    private static Task<Job> EndAsync(ApiWorld world, JsonElement receipt) => world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));
}
