using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Projects;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Projects;

public sealed class ProjectDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_project_is_made_renamed_archived_and_taken_up_again(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var desk = stage.Get<ProjectDesk>();
        var first = await desk.CreateAsync(actor, new() { Name = " Spring campaign " }, Ct);
        var second = await desk.CreateAsync(actor, new() { Name = "Spring Campaign", Color = "#AABBCC" }, Ct);
        Assert.Equal(("Spring campaign", "spring-campaign", ProjectDesk.Colors[0]), (first.Name, first.Slug, first.Color));
        Assert.Equal(("spring-campaign-2", "#aabbcc"), (second.Slug, second.Color));

        var changed = (await desk.ChangeAsync(actor, first.Id, new() { Name = "Autumn", Archived = true }, Ct))!;
        Assert.Equal(("Autumn", "spring-campaign", true), (changed.Name, changed.Slug, changed.IsArchived));
        Assert.False((await desk.ChangeAsync(actor, first.Id, new() { Archived = false }, Ct))!.IsArchived);
        Assert.Equal("slug_taken", (await Assert.ThrowsAsync<RefusalException>(() => desk.ChangeAsync(actor, first.Id, new() { Slug = "spring-campaign-2" }, Ct))).Code);
    }

    [DatabaseTheory]
    public async Task Only_an_empty_project_is_deleted(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var desk = stage.Get<ProjectDesk>();
        var project = await desk.CreateAsync(actor, new() { Name = "Spring" }, Ct);
        await stage.AddImageAsync(actor, image => image.ProjectId = project.Id);
        Assert.Equal((409, "project_not_empty"), await RefusalAsync(() => desk.DeleteAsync(actor, project.Id, Ct)));
        var empty = await desk.CreateAsync(actor, new() { Name = "Summer" }, Ct);
        Assert.True(await desk.DeleteAsync(actor, empty.Id, Ct));
        Assert.False(await desk.DeleteAsync(actor, empty.Id, Ct));
        var reader = await stage.Services.AddMemberAsync(actor.TeamId, TeamRole.Viewer);
        Assert.Equal((403, "forbidden"), await RefusalAsync(() => desk.CreateAsync(reader.Actor, new() { Name = "Mine" }, Ct)));
    }

    [Theory]
    [InlineData("", null, null, "name")]
    [InlineData("x", "-a", null, "slug")]
    [InlineData("x", "A", null, "slug")]
    [InlineData("x", null, "red", "color")]
    [InlineData("x", null, "#12345g", "color")]
    public async Task What_cannot_be_is_named(string name, string? slug, string? color, string field)
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<ProjectDesk>().CreateAsync(actor, new() { Name = name, Slug = slug, Color = color }, Ct));
        Assert.Equal(field, refusal.Errors.Single().Key);
        Assert.Empty(await stage.Get<ProjectList>().ListAsync(actor, Ct));
    }

    private static async Task<(int, string)> RefusalAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(act);
        return (refusal.Status, refusal.Code);
    }
}
