using System.Globalization;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Imaging;
using Rankion.Core.Projects;
using Rankion.Tests.Api;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Client;

/// <summary>The lines that the API was first described with, letter for letter: they must work as they stand.</summary>
public sealed class SeedCurlTests
{
    private const string Edit = """
        curl -X POST "$BASE/images/42/edit" \
          -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"prompt":"same scene, golden hour lighting"}'
        """;

    private const string Poll = """
        curl "$BASE/images/42" -H "Authorization: Bearer $TOKEN" \
          | jq '.data.variants[-1] | {id, processing_status, url}'
        """;

    private const string Plan = """
        curl -X POST "$BASE/projects/12/calendar" \
          -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{
            "title": "AI Coding Tools — Launch Post",
            "scheduled_at": "2026-05-15T09:00:00Z",
            "article_id": 88,
            "status": "scheduled"
          }'
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_is_dispatched_and_polled_by_curl()
    {
        CommandLine.Need("./test.sh installs it.", "bash", "curl", "jq");
        await using var world = await ApiWorld.OpenAsync(works: true, listens: true);
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(640, 480, ImageFormat.Jpeg), Ct);
        await world.AddImageAsync(change: image =>
        {
            image.Id = 42;
            image.Complete(stored, null, image.CreatedAt);
        });

        var receipt = await ShellAsync(world, Edit);
        Assert.Equal(["job_id", "edit_session_id", "image_id", "image_ids"], receipt.EnumerateObject().Select(p => p.Name));
        await world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));

        var variant = await ShellAsync(world, Poll);
        Assert.Equal((receipt.GetProperty("image_id").GetInt64(), "ready"), (variant.GetProperty("id").GetInt64(), variant.Text("processing_status")));
        using var anybody = world.App.Client();
        using var answer = await anybody.GetAsync(variant.Text("url"), Ct);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task An_event_is_planned_by_curl()
    {
        CommandLine.Need("./test.sh installs it.", "bash", "curl");
        await using var world = await ApiWorld.OpenAsync(listens: true);
        var (team, now) = (world.Team, DateTime.UnixEpoch.AddYears(56));
        await world.App.Database.WriteAsync(async write =>
        {
            write.Db.Add(new Project { Id = 12, TeamId = team.Id, Name = "Launch", Slug = "launch", Color = "#2a4a66", CreatedAt = now });
            await write.Db.SaveChangesAsync(Ct);
            write.Db.Add(new Article { Id = 88, TeamId = team.Id, ProjectId = 12, Title = "AI Coding Tools", Slug = "ai-coding-tools", Body = "", CreatedAt = now, UpdatedAt = now });
        }, Ct);

        var made = (await ShellAsync(world, Plan)).GetProperty("data");
        Assert.Equal(("AI Coding Tools — Launch Post", "2026-05-15T09:00:00Z", "scheduled"), (made.Text("title"), made.Text("scheduled_at"), made.Text("status")));
        Assert.Equal((12, 88), (made.GetProperty("project_id").GetInt32(), made.GetProperty("article_id").GetInt32()));
        Assert.Equal(1, (await world.GetAsync("/v1/projects/12/calendar").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    private static async Task<JsonElement> ShellAsync(ApiWorld world, string line)
    {
        var address = new Uri(world.Http.BaseAddress!, "/v1").ToString();
        var printed = await CommandLine.RunAsync("bash", ["-o", "pipefail", "-c", line], world.App.DataPath, ("BASE", address), ("TOKEN", world.Team.Token));
        return JsonElement.Parse(printed);
    }
}
