using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Projects;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>The tables that stand beside the images, and that the database keeps in step by itself.</summary>
public sealed class SearchIndexTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Tag_feeds_and_counts_follow_every_change_of_an_image(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var project = new Project { TeamId = actor.TeamId, Name = "P", Slug = "p", Color = "#000000", CreatedAt = stage.Clock.UtcNow };
        await stage.Database.WriteAsync(write => write.Db.AddAsync(project, Ct).AsTask(), Ct);

        var first = await stage.AddImageAsync(actor, i => (i.Tags, i.ProjectId) = (["hero", "a \"b\" \\ c", "ü'"], project.Id));
        var second = await stage.AddImageAsync(actor, i => (i.Tags, i.IsFavorite, i.Status) = (["hero"], true, ProcessingStatus.Queued));
        await stage.AddImageAsync(actor, i => (i.Tags, i.InGallery) = (["hidden"], false));
        await CheckAsync(stage, actor);

        await ChangeAsync(stage, actor, first.Id, i => i.Tags = ["ü'", "new"]);
        await ChangeAsync(stage, actor, second.Id, i => i.Status = ProcessingStatus.Ready);
        await CheckAsync(stage, actor);

        await ChangeAsync(stage, actor, first.Id, i => i.DeletedAt = stage.Clock.UtcNow);
        await ChangeAsync(stage, actor, second.Id, i => (i.IsFavorite, i.Tags) = (false, []));
        await CheckAsync(stage, actor);

        await ChangeAsync(stage, actor, first.Id, i => i.DeletedAt = null);
        await stage.Database.WriteAsync(write => write.Db.For(actor).Images.ExecuteUpdateAsync(set => set.SetProperty(i => i.IsFavorite, true), Ct), Ct);
        await CheckAsync(stage, actor);

        await stage.Database.WriteAsync(write => write.Db.For(actor).Projects.ExecuteDeleteAsync(Ct), Ct);
        await stage.Database.WriteAsync(write => write.Db.For(actor).Images.Where(i => i.Id == second.Id).ExecuteDeleteAsync(Ct), Ct);
        await CheckAsync(stage, actor);

        await stage.Database.WriteAsync(write => write.Db.For(actor).Teams.ExecuteDeleteAsync(Ct), Ct);
        await CheckAsync(stage, actor);
    }

    [DatabaseTheory]
    public async Task Counts_add_up_when_many_write_at_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, Enumerable.Range(0, 8).Select(n => new Action<Image>(i => i.Tags = [$"t{n % 3}", "all"])));

        await Task.WhenAll(images.Select(image => Task.Run(async () =>
        {
            for (var round = 0; round < 5; round++)
            {
                await ChangeAsync(stage, actor, image.Id, i => (i.Tags, i.IsFavorite) = ([$"t{round % 2}", $"u{i.Id % 3}"], !i.IsFavorite));
                await ChangeAsync(stage, actor, image.Id, i => i.DeletedAt = i.DeletedAt is null ? stage.Clock.UtcNow : null);
            }
        })));

        await CheckAsync(stage, actor);
    }

    private static Task ChangeAsync(Stage stage, Actor actor, long id, Action<Image> change) => stage.Database.WriteAsync(async write =>
        change(await write.Db.For(actor).Images.SingleAsync(i => i.Id == id, Ct)), Ct);

    private static async Task CheckAsync(Stage stage, Actor actor)
    {
        await using var db = await stage.Database.OpenAsync(Ct);
        var images = await db.For(actor).Images.ToListAsync(Ct);
        var listed = images.Where(i => i.InGallery && i.DeletedAt == null).ToList();

        var feed = listed.SelectMany(i => i.Tags.Select(t => $"{i.TeamId} {t} {i.Id}"));
        Assert.Equal(feed.Order(StringComparer.Ordinal), await RowsAsync(db, "select team_id || ' ' || tag || ' ' || image_id as \"Value\" from image_tags"));

        var traits = listed.SelectMany(TraitsOf).Concat(images.Where(i => i.DeletedAt is not null).Select(_ => "trash:"));
        var counts = traits.GroupBy(t => t).Select(g => $"{g.Key} {g.Count()}");
        Assert.Equal(counts.Order(StringComparer.Ordinal),
            await RowsAsync(db, "select facet || ':' || value || ' ' || count as \"Value\" from image_counts where facet <> 'changes' and count <> 0"));
    }

    private static IEnumerable<string> TraitsOf(Image i)
    {
        IEnumerable<string> always = ["all:", $"model:{i.Model}", $"creator:{i.CreatedById}",
            $"status:{i.Status.ToString().ToLowerInvariant()}", $"source:{i.Source.ToString().ToLowerInvariant()}"];
        return always
            .Concat(i.IsFavorite ? ["favorite:"] : [])
            .Concat(i.ProjectId is { } project ? [string.Create(CultureInfo.InvariantCulture, $"project:{project}")] : [])
            .Concat(i.Tags.Select(t => $"tag:{t}"));
    }

    private static async Task<IEnumerable<string>> RowsAsync(RankionDbContext db, string sql) =>
        (await db.Database.SqlQueryRaw<string>(sql).ToListAsync(Ct)).Order(StringComparer.Ordinal);
}
