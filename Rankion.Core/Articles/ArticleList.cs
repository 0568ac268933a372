using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Articles;

/// <summary>Which articles a list shows. Null: whatever.</summary>
public sealed record ArticleFilter(long? ProjectId = null, ArticleStatus? Status = null);

/// <summary>An article on a list, without its text.</summary>
public sealed record ArticleLine(long Id, long ProjectId, string Title, string Slug, ArticleStatus Status, long? HeroImageId, DateTime UpdatedAt, long EditedById);

/// <summary>The team's articles, read.</summary>
public sealed class ArticleList(Database database)
{
    /// <summary>A page, last changed first, with the texts.</summary>
    public async Task<Page<Article>> ListAsync(Actor actor, ArticleFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var (total, skipped, articles) = await PageAsync(db.For(actor), filter, page, ct);
        return new(skipped >= total ? [] : await articles.ToListAsync(ct), page.Number, page.PerPage, total);
    }

    /// <summary>The same without the texts.</summary>
    public async Task<Page<ArticleLine>> LinesAsync(Actor actor, ArticleFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var (total, skipped, articles) = await PageAsync(db.For(actor), filter, page, ct);
        return new(skipped >= total ? [] : await Lines(articles).ToListAsync(ct), page.Number, page.PerPage, total);
    }

    /// <summary>Articles by their ids, in any order.</summary>
    public async Task<IReadOnlyList<ArticleLine>> LinesAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return ids.Count == 0 ? [] : await Lines(db.For(actor).Articles.Where(a => ids.Contains(a.Id))).ToListAsync(ct);
    }

    /// <returns>Null where the team has no such article.</returns>
    public async Task<Article?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Articles.SingleOrDefaultAsync(a => a.Id == id, ct);
    }

    private static IQueryable<ArticleLine> Lines(IQueryable<Article> articles) =>
        articles.Select(a => new ArticleLine(a.Id, a.ProjectId, a.Title, a.Slug, a.Status, a.HeroImageId, a.UpdatedAt, a.EditedById));

    private static async Task<(int Total, long Skipped, IQueryable<Article> Articles)> PageAsync(TeamData team, ArticleFilter filter, PageRequest page, CancellationToken ct)
    {
        var articles = team.Articles;
        if (filter.ProjectId is { } project)
            articles = articles.Where(a => a.ProjectId == project);
        if (filter.Status is { } status)
            articles = articles.Where(a => a.Status == status);
        var total = await articles.CountAsync(ct);
        var skipped = (page.Number - 1L) * page.PerPage;
        return (total, skipped, articles.OrderByDescending(a => a.UpdatedAt).ThenByDescending(a => a.Id).Skip((int)Math.Min(skipped, total)).Take(page.PerPage));
    }
}
