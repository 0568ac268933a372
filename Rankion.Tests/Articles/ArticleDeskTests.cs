using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Tests.Calendar;
using Rankion.Tests.Support;

namespace Rankion.Tests.Articles;

public sealed class ArticleDeskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_slug_comes_from_the_title_and_is_the_projects_own(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var desk = world.Stage.Get<ArticleDesk>();
        var slugs = new List<string>();
        foreach (var title in new[] { "Übers Meer: Häfen", "Übers Meer, Häfen!", "日本" })
            slugs.Add((await desk.CreateAsync(world.Owner, world.Project.Id, new() { Title = title }, Ct))!.Slug);
        Assert.Equal(["ubers-meer-hafen", "ubers-meer-hafen-2", "article"], slugs);
        var taken = await Assert.ThrowsAsync<RefusalException>(() => desk.CreateAsync(world.Owner, world.Project.Id, new() { Title = "x", Slug = "article" }, Ct));
        Assert.Equal((409, "slug_taken"), (taken.Status, taken.Code));
        Assert.Equal("slug", (await Assert.ThrowsAsync<RefusalException>(() => desk.CreateAsync(world.Owner, world.Project.Id, new() { Title = "x", Slug = "A b" }, Ct))).Errors.Single().Key);
    }

    [DatabaseTheory]
    public async Task Nobodys_words_are_overwritten_unseen(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var desk = world.Stage.Get<ArticleDesk>();
        var article = (await desk.CreateAsync(world.Owner, world.Project.Id, new() { Title = "Fog", Body = "One" }, Ct))!;
        var mine = (await desk.ChangeAsync(world.Owner, article.Id, new() { Body = "Mine", ExpectedVersion = article.Version }, Ct))!;
        var refused = await Assert.ThrowsAsync<RefusalException>(() => desk.ChangeAsync(world.Owner, article.Id, new() { Body = "Theirs", ExpectedVersion = article.Version }, Ct));
        Assert.Equal(412, refused.Status);
        Assert.Equal("Mine", (await world.Stage.Get<ArticleList>().FindAsync(world.Owner, article.Id, Ct))!.Body);
        Assert.Equal(2, mine.Version);
        await desk.ChangeAsync(world.Owner, article.Id, new() { Body = "Mine, and on" }, Ct);
        var trail = await world.Stage.Get<AuditTrail>().ReadAsync(world.Owner, new(), new(), Ct);
        Assert.Equal(["article.created"], trail.Items.Where(l => l.Entry.SubjectKind == "article").Select(l => l.Entry.Action));
    }

    [DatabaseTheory]
    public async Task An_image_knows_where_it_is_used(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var (desk, uses) = (world.Stage.Get<ArticleDesk>(), world.Stage.Get<ImageUses>());
        var (image, unused) = (await world.Stage.AddImageAsync(world.Owner), await world.Stage.AddImageAsync(world.Owner));
        var theirs = await world.Stage.CreateTeamAsync();
        var foreign = await world.Stage.AddImageAsync(theirs.Owner);
        var article = (await desk.CreateAsync(world.Owner, world.Project.Id, new()
        {
            Title = "Fog",
            HeroImageId = new(image.Id),
            Body = $"![a]({Address(image)}) again ![b]({Address(image)}) not ours ![c]({Address(foreign)}) [d](image:9999999)",
        }, Ct))!;
        var at = PlanningWorld.Utc(2026, 5, 15, 9);
        var planned = await world.PlanAsync("Launch", at);
        await world.Planner.ChangeAsync(world.Owner, planned.Id, new() { ImageId = new(image.Id) }, Ct);

        Assert.Equal(
            [
                new(image.Id, ImageUseKind.ArticleHero, article.Id, "Fog", null),
                new(image.Id, ImageUseKind.ArticleText, article.Id, "Fog", null),
                new ImageUse(image.Id, ImageUseKind.CalendarEvent, planned.Id, "Launch", at),
            ],
            await uses.OfAsync(world.Owner, [image.Id, unused.Id, foreign.Id], Ct));
        Assert.Empty(await uses.OfAsync(theirs.Owner, [image.Id, foreign.Id], Ct));

        await desk.ChangeAsync(world.Owner, article.Id, new() { Body = "Nothing to see", HeroImageId = new(null) }, Ct);
        await world.Planner.DeleteAsync(world.Owner, [planned.Id], Ct);
        Assert.Empty(await uses.OfAsync(world.Owner, [image.Id], Ct));
    }

    [DatabaseTheory]
    public async Task An_image_that_is_deleted_for_good_leaves_what_showed_it(DatabaseProvider provider)
    {
        await using var world = await PlanningWorld.OpenAsync(provider);
        var desk = world.Stage.Get<ArticleDesk>();
        var image = await world.Stage.AddImageAsync(world.Owner);
        var article = (await desk.CreateAsync(world.Owner, world.Project.Id, new() { Title = "Fog", HeroImageId = new(image.Id), Body = $"![a]({Address(image)})" }, Ct))!;
        var planned = await world.PlanAsync("Launch", PlanningWorld.Utc(2026, 5, 15, 9));
        await world.Planner.ChangeAsync(world.Owner, planned.Id, new() { ImageId = new(image.Id), ArticleId = new(article.Id) }, Ct);
        await world.Stage.Get<Trash>().PutAsync(world.Owner, image.Id, Ct);
        await world.Stage.Get<Shredder>().DeleteAsync(world.Owner, image.Id, Ct);
        Assert.Null((await world.Stage.Get<ArticleList>().FindAsync(world.Owner, article.Id, Ct))!.HeroImageId);
        Assert.Null((await world.Agenda.FindAsync(world.Owner, planned.Id, Ct))!.ImageId);
        Assert.True(await desk.DeleteAsync(world.Owner, article.Id, Ct));
        Assert.Null((await world.Agenda.FindAsync(world.Owner, planned.Id, Ct))!.ArticleId);
        Assert.False(await desk.DeleteAsync(world.Owner, article.Id, Ct));
    }

    private static string Address(Image image) => $"image:{image.Id}";
}
