using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Articles;

/// <summary>What an article is to be. What is not named stays as it is, or is what a new one begins with.</summary>
public sealed record ArticlePatch
{
    public string? Title { get; init; }

    /// <summary>Null on a new article: from its title.</summary>
    public string? Slug { get; init; }

    public ArticleStatus? Status { get; init; }

    public string? Body { get; init; }

    public Named<long?>? HeroImageId { get; init; }

    /// <summary>Moves it to another project.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The <see cref="Article.Version"/> that the change was thought out on; null where it does not matter.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Writes the team's articles.</summary>
public sealed class ArticleDesk(Database database, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Saving while somebody writes on is one entry of the trail, not hundreds.</summary>
    private static readonly TimeSpan Sitting = TimeSpan.FromMinutes(10);

    /// <returns>Null where the team has no such project.</returns>
    /// <exception cref="RefusalException">422 for a bad title, slug or text, <c>not_in_team</c>; 409 <c>slug_taken</c>; 403 for a reader.</exception>
    public Task<Article?> CreateAsync(Actor actor, long projectId, ArticlePatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (!await write.Db.For(actor).Projects.AnyAsync(p => p.Id == projectId, ct))
                return null;
            var now = time.UtcNow();
            var article = new Article
            {
                TeamId = actor.TeamId,
                ProjectId = projectId,
                Title = CheckedTitle(patch.Title ?? ""),
                Slug = "",
                Status = patch.Status ?? ArticleStatus.Draft,
                Body = CheckedBody(patch.Body ?? ""),
                HeroImageId = await HeroAsync(write, actor, patch.HeroImageId, ct),
                CreatedById = actor.UserId,
                EditedById = actor.UserId,
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
            };
            article.Slug = await SlugAsync(write, actor, article, patch.Slug, ct);
            write.Db.Add(article);
            await write.Db.SaveChangesAsync(ct);
            await ShowAsync(write, actor, article, ct);
            Tell(write, actor, article, "article.created");
            return article;
        }, ct);
    }

    /// <returns>The article as it is now; null where the team has none of that id.</returns>
    /// <exception cref="RefusalException">412 <c>precondition_failed</c> where somebody has changed it meanwhile; else as <see cref="CreateAsync"/>.</exception>
    public Task<Article?> ChangeAsync(Actor actor, long id, ArticlePatch patch, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await write.Db.For(actor).Articles.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } article)
                return null;
            if (patch.ExpectedVersion is { } expected && expected != article.Version)
                throw Refusal.Changed();
            var before = (article.Title, article.Slug, article.Status, article.HeroImageId, article.ProjectId);
            var body = patch.Body is null ? article.Body : CheckedBody(patch.Body);
            await ApplyAsync(write, actor, article, patch, ct);
            var isSame = before == (article.Title, article.Slug, article.Status, article.HeroImageId, article.ProjectId);
            if (isSame && body == article.Body)
                return article;
            var goesOn = isSame && article.EditedById == actor.UserId && article.UpdatedAt > time.UtcNow() - Sitting;
            if (body != article.Body)
            {
                article.Body = body;
                await ShowAsync(write, actor, article, ct);
            }
            (article.EditedById, article.UpdatedAt) = (actor.UserId, time.UtcNow());
            article.Version++;
            Tell(write, actor, article, goesOn ? null : before.Status == article.Status ? "article.changed" : "article." + article.Status.ToString().ToLowerInvariant());
            return article;
        }, ct);
    }

    /// <summary>Deletes an article with its text. Its images stay, and events that were about it stand alone.</summary>
    /// <returns>False where the team has no such article.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public Task<bool> DeleteAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var team = write.Db.For(actor);
            if (await team.Articles.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } article)
                return false;
            await team.Images.Where(i => i.ArticleId == id).ExecuteUpdateAsync(set => set
                .SetProperty(i => i.ArticleId, (long?)null).SetProperty(i => i.Version, i => i.Version + 1), ct);
            write.Db.Remove(article);
            Tell(write, actor, article, "article.deleted");
            return true;
        }, ct);
    }

    private static async Task ApplyAsync(WriteScope write, Actor actor, Article article, ArticlePatch patch, CancellationToken ct)
    {
        var moves = patch.ProjectId is { } to && to != article.ProjectId;
        if (moves && !await write.Db.For(actor).Projects.AnyAsync(p => p.Id == patch.ProjectId, ct))
            throw Refusal.NotInTeam("project_id", "There is no such project in this team.");
        article.ProjectId = patch.ProjectId ?? article.ProjectId;
        article.Title = patch.Title is null ? article.Title : CheckedTitle(patch.Title);
        article.Status = patch.Status ?? article.Status;
        if (patch.HeroImageId is not null && patch.HeroImageId.Value.Value != article.HeroImageId)
            article.HeroImageId = await HeroAsync(write, actor, patch.HeroImageId, ct);
        if (moves || (patch.Slug is not null && patch.Slug != article.Slug))
            article.Slug = await SlugAsync(write, actor, article, patch.Slug ?? (moves ? null : article.Slug), ct);
    }

    /// <summary>Keeps which images the text shows; what is not the team's is no image of it.</summary>
    internal static async Task ShowAsync(WriteScope write, Actor actor, Article article, CancellationToken ct)
    {
        var team = write.Db.For(actor);
        var named = ImageReferences.In(article.Body);
        var shown = await team.Images.Where(i => named.Contains(i.Id)).Select(i => i.Id).ToListAsync(ct);
        var known = await team.ArticleImages.Where(a => a.ArticleId == article.Id).ToListAsync(ct);
        write.Db.RemoveRange(known.Where(k => !shown.Contains(k.ImageId)));
        write.Db.AddRange(shown.Except(known.Select(k => k.ImageId)).Select(id => new ArticleImage { ArticleId = article.Id, ImageId = id, TeamId = actor.TeamId }));
    }

    private static async Task<long?> HeroAsync(WriteScope write, Actor actor, Named<long?>? hero, CancellationToken ct) => hero?.Value is { } id
        ? await write.Db.For(actor).Images.AnyAsync(i => i.Id == id, ct) ? id : throw Refusal.NotInTeam("hero_image_id", "There is no such image in this team.")
        : null;

    private static async Task<string> SlugAsync(WriteScope write, Actor actor, Article article, string? wanted, CancellationToken ct)
    {
        await write.LockAsync($"article slugs of project {article.ProjectId}", ct);
        var others = write.Db.For(actor).Articles.Where(a => a.ProjectId == article.ProjectId && a.Id != article.Id);
        if (wanted is null)
        {
            var slug = Slug.From(article.Title, Article.MaxSlug, "article");
            return Slug.Free(slug, Article.MaxSlug, await others.Where(a => a.Slug.StartsWith(slug)).Select(a => a.Slug).ToHashSetAsync(ct));
        }
        if (!Slug.IsValid(wanted, Article.MaxSlug))
            throw Refusal.Invalid("slug", $"A slug has 1 to {Article.MaxSlug} lower-case letters, digits and single dashes.");
        return await others.AnyAsync(a => a.Slug == wanted, ct)
            ? throw Refusal.Conflict("slug_taken", "Another article of the project has this slug.") : wanted;
    }

    private static string CheckedTitle(string title) =>
        title.Trim() is { Length: > 0 and <= Article.MaxTitle } trimmed && Annotations.IsText(trimmed)
            ? trimmed : throw Refusal.Invalid("title", $"A title has 1 to {Article.MaxTitle} characters.");

    private static string CheckedBody(string body) => body.Length <= Article.MaxBody && Annotations.IsText(body)
        ? body : throw Refusal.Invalid("body_markdown", "A text has at most 200,000 characters.");

    private void Tell(WriteScope write, Actor actor, Article article, string? action)
    {
        if (action is not null)
            audit.Record(write, actor, action, "article", article.Id, article.Title);
        write.AfterCommit(() => feed.Publish(new ArticleChanged(actor.TeamId, article.Id)));
    }
}
