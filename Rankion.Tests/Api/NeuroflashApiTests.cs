using System.Net;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

/// <summary>The door that speaks like neuroflash's image service.</summary>
public sealed class NeuroflashApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_paged_and_filtered_as_documented()
    {
        await using var world = await ApiWorld.OpenAsync();
        var group = Guid.CreateVersion7();
        for (var i = 0; i < 5; i++)
        {
            var number = i;
            await world.AddImageAsync(change: image => (image.Model, image.GenerationId, image.CreatedAt, image.Status) = (number < 2 ? "flux" : "m", number == 4 ? group : null, image.CreatedAt.AddSeconds(number), ProcessingStatus.Ready));
        }
        await world.AddImageAsync(change: image => image.Model = "still being drawn");
        await world.AddImageAsync(change: image => (image.Status, image.DurationMs) = (ProcessingStatus.Ready, 4000));

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
    public async Task What_an_image_was_made_from_and_how_is_told_in_their_words()
    {
        await using var world = await ApiWorld.OpenAsync();
        var (source, reference) = (await world.AddImageAsync(change: Finish), await world.AddImageAsync(change: Finish));
        var drawn = await world.AddImageAsync(change: image =>
        {
            (image.Status, image.InputId) = (ProcessingStatus.Ready, source.Id);
            image.Parameters = new() { Size = "64x48", OutputFormat = "png", ReferenceIds = [reference.Id] };
        });
        var larger = await world.AddImageAsync(change: image => (image.Status, image.Source) = (ProcessingStatus.Ready, ImageSource.Upscaled));

        var shown = await world.GetAsync(PathOf(world, Text(drawn.Id))).JsonAsync();
        Assert.Equal("""{"size":"64x48","outputFormat":"png"}""", shown.GetProperty("parameters").GetRawText());
        Assert.Equal($"""["{source.Id}","{reference.Id}"]""", shown.GetProperty("inputImageIds").GetRawText());
        Assert.Equal("A harbour", shown.Text("prompt"));
        Assert.Equal("", (await world.GetAsync(PathOf(world, Text(larger.Id))).JsonAsync()).Text("prompt"));
    }

    [Fact]
    public async Task Only_its_creator_or_an_admin_deletes_an_image_and_another_workspace_is_not_there()
    {
        await using var world = await ApiWorld.OpenAsync();
        var other = await world.App.CreateTeamAsync();
        var (mine, theirs) = (await world.AddImageAsync(change: Finish), await world.AddImageAsync(other, Finish));
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

    private static void Finish(Image image) => image.Status = ProcessingStatus.Ready;

    private static string PathOf(ApiWorld world, string? image = null) => $"/api/image-service/v1/workspaces/{world.Team.Id}/images" + (image is null ? "" : $"/{image}");

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
