using System.Net;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Client;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Tests.Uploads;

namespace Rankion.Tests.Api;

/// <summary>The door that speaks like neuroflash's image service.</summary>
public sealed class NeuroflashApiTests
{
    private static readonly string[] Fields =
    [
        "id", "generationId", "workspaceId", "createdByUserId", "prompt", "model", "parameters", "inputImageIds", "imageWidth", "imageHeight", "imageSize",
        "createdAt", "updatedAt", "_links",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The documented lines as they stand: only host, token and ids are others, and the address of a picture.</summary>
    [Fact]
    public async Task The_documented_curl_lines_work_as_they_stand()
    {
        CommandLine.Need("./test.sh installs it.", "bash", "curl");
        await using var elsewhere = await Elsewhere.StartAsync();
        await using var world = await ApiWorld.OpenAsync(configure: elsewhere.Use, listens: true);
        elsewhere.Answer(Pictures.Make(64, 48));

        var made = await ShellAsync(world, """
            curl -X POST "https://app.neuroflash.com/api/image-service/v1/workspaces/{workspace_id}/images" \
            -H "Authorization: Bearer YOUR_ACCESS_TOKEN" \
            -H "Content-Type: application/json" \
            -d '{
            "imageUrl": "http://images.test/harbour.png"
            }'
            """);
        Assert.Equal(Fields, made.EnumerateObject().Select(p => p.Name));
        Assert.Equal((64, 48, ""), (made.GetProperty("imageWidth").GetInt32(), made.GetProperty("imageHeight").GetInt32(), made.Text("prompt")));
        Assert.Equal((Text(world.Team.Id), Text(world.Team.Owner.UserId)), (made.Text("workspaceId"), made.Text("createdByUserId")));

        var list = await ShellAsync(world, """
            curl "https://app.neuroflash.com/api/image-service/v1/workspaces/{workspace_id}/images" \
            -H "Authorization: Bearer YOUR_ACCESS_TOKEN"
            """);
        Assert.Equal("""{"size":50,"totalElements":1,"totalPages":1,"currentPage":1}""", list.GetProperty("page").GetRawText());
        Assert.Equal(made.GetRawText(), Assert.Single(list.GetProperty("data").EnumerateArray()).GetRawText());

        var one = await ShellAsync(world, """
            curl "https://app.neuroflash.com/api/image-service/v1/workspaces/{workspace_id}/images/{image_id}" \
            -H "Authorization: Bearer YOUR_ACCESS_TOKEN"
            """, made.Text("id"));
        Assert.Equal(made.GetRawText(), one.GetRawText());
        Assert.Equal(Pictures.Make(64, 48), await world.Http.GetByteArrayAsync(made.GetProperty("_links").Text("content"), Ct));

        await RunAsync(world, """
            curl -X DELETE "https://app.neuroflash.com/api/image-service/v1/workspaces/{workspace_id}/images/{image_id}" \
            -H "Authorization: Bearer YOUR_ACCESS_TOKEN"
            """, made.Text("id"));
        await world.GetAsync(PathOf(world, made.Text("id"))).ProblemAsync(404, "not_found");
        Assert.Equal(0, (await world.GetAsync(PathOf(world)).JsonAsync()).GetProperty("page").GetProperty("totalElements").GetInt32());
    }

    [Fact]
    public async Task Lists_are_paged_and_filtered_as_documented()
    {
        await using var world = await ApiWorld.OpenAsync();
        var group = Guid.CreateVersion7();
        for (var i = 0; i < 5; i++)
        {
            var number = i;
            await world.AddImageAsync(change: image => (image.Model, image.GenerationId, image.CreatedAt) = (number < 2 ? "flux" : "m", number == 4 ? group : null, image.CreatedAt.AddSeconds(number)));
        }

        Assert.Equal((5, 3, 2, 2), await PageAsync(world, "?size=2&page=2"));
        Assert.Equal((5, 1, 1, 5), await PageAsync(world, "?size=200"));
        Assert.Equal((2, 1, 1, 2), await PageAsync(world, "?modelId=flux"));
        Assert.Equal((1, 1, 1, 1), await PageAsync(world, $"?generationId={group}"));
        Assert.Equal((0, 0, 1, 0), await PageAsync(world, "?generationId=none-of-ours"));
        Assert.Equal((5, 1, 1, 5), await PageAsync(world, $"?createdByUserId={world.Team.Owner.UserId}"));
        Assert.Equal((0, 0, 1, 0), await PageAsync(world, "?createdByUserId=somebody"));
        Assert.Equal(["size"], await world.GetAsync(PathOf(world) + "?size=201").InvalidAsync());
        Assert.Equal(["page"], await world.GetAsync(PathOf(world) + "?page=0").InvalidAsync());
    }

    [Fact]
    public async Task Only_its_creator_or_an_admin_deletes_an_image_and_another_workspace_is_not_there()
    {
        await using var world = await ApiWorld.OpenAsync();
        var other = await world.App.CreateTeamAsync();
        var (mine, theirs) = (await world.AddImageAsync(), await world.AddImageAsync(other));
        using var editor = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Editor)).Token);
        using var reader = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer, Scopes.Read)).Token);

        await editor.DeleteAsync(PathOf(world, Text(mine.Id)), Ct).ProblemAsync(403, "forbidden");
        await reader.DeleteAsync(PathOf(world, Text(mine.Id)), Ct).ProblemAsync(403, "forbidden");
        foreach (var path in new[] { PathOf(world, Text(theirs.Id)), PathOf(world, "x"), $"/api/image-service/v1/workspaces/{other.Id}/images", $"/api/image-service/v1/workspaces/{other.Id}/images/{theirs.Id}" })
            await world.GetAsync(path).ProblemAsync(404, "not_found");
        await world.Http.DeleteAsync(PathOf(world, Text(theirs.Id)), Ct).ProblemAsync(404, "not_found");
        using var stranger = world.App.Client();
        await stranger.GetAsync(PathOf(world), Ct).ProblemAsync(401, "unauthenticated");
        Assert.Equal(["imageUrl"], await world.PostTextAsync(PathOf(world), "{}").InvalidAsync());
        await world.PostAsync(PathOf(world), new { imageUrl = "http://169.254.169.254/" }).ProblemAsync(422, "url_not_allowed");

        using var deleted = await world.Http.DeleteAsync(PathOf(world, Text(mine.Id)), Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.NotNull((await world.App.Get<Gallery>().FindAsync(world.Team.Owner, mine.Id, Ct))!.Image.DeletedAt);
    }

    private static async Task<(int Total, int Pages, int Page, int Shown)> PageAsync(ApiWorld world, string query)
    {
        var list = await world.GetAsync(PathOf(world) + query).JsonAsync();
        var page = list.GetProperty("page");
        return (page.GetProperty("totalElements").GetInt32(), page.GetProperty("totalPages").GetInt32(), page.GetProperty("currentPage").GetInt32(), list.GetProperty("data").GetArrayLength());
    }

    private static string PathOf(ApiWorld world, string? image = null) => $"/api/image-service/v1/workspaces/{world.Team.Id}/images" + (image is null ? "" : $"/{image}");

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ShellAsync(ApiWorld world, string line, string? image = null) => JsonSerializer.Deserialize<JsonElement>(await RunAsync(world, line, image));

    private static Task<string> RunAsync(ApiWorld world, string line, string? image = null)
    {
        var text = line.Replace("https://app.neuroflash.com", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("YOUR_ACCESS_TOKEN", world.Team.Token, StringComparison.Ordinal)
            .Replace("{workspace_id}", Text(world.Team.Id), StringComparison.Ordinal).Replace("{image_id}", image, StringComparison.Ordinal);
        return CommandLine.RunAsync("bash", ["-c", text], world.App.DataPath);
    }
}
