using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Articles;

/// <summary>In which way something uses an image.</summary>
public enum ImageUseKind
{
    ArticleHero,
    ArticleText,
    CalendarEvent,
}

/// <summary>Something that an image stands in.</summary>
/// <param name="Id">Of the article or event.</param>
/// <param name="Title">Of the article or event.</param>
/// <param name="At">When the event is planned; null for articles and undated ideas.</param>
public sealed record ImageUse(long ImageId, ImageUseKind Kind, long Id, string Title, DateTime? At);

/// <summary>Where images are used: what a person wants to know before they are gone.</summary>
public sealed class ImageUses(Database database)
{
    /// <summary>At most this many are named of each kind.</summary>
    public const int Limit = 100;

    /// <summary>As many ids as one statement takes.</summary>
    private const int Few = 500;

    /// <summary>How many used images are looked through where it is asked about very many.</summary>
    private const int MaxUsed = 20_000;

    /// <summary>What uses any of these images, articles first.</summary>
    public async Task<IReadOnlyList<ImageUse>> OfAsync(Actor actor, IReadOnlyCollection<long> imageIds, CancellationToken ct)
    {
        if (imageIds.Count == 0)
            return [];
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        if (imageIds.Count > Few)
            imageIds = [.. (await UsedAsync(team, ct)).Intersect(imageIds).Take(Few)];
        var heroes = await team.Articles.Where(a => a.HeroImageId != null && imageIds.Contains(a.HeroImageId.Value)).OrderBy(a => a.Id)
            .Select(a => new ImageUse(a.HeroImageId!.Value, ImageUseKind.ArticleHero, a.Id, a.Title, null)).Take(Limit).ToListAsync(ct);
        var texts = await team.ArticleImages.Where(a => imageIds.Contains(a.ImageId))
            .Join(team.Articles, i => i.ArticleId, a => a.Id, (i, a) => new { i.ImageId, a.Id, a.Title })
            .OrderBy(a => a.Id).Select(a => new ImageUse(a.ImageId, ImageUseKind.ArticleText, a.Id, a.Title, null)).Take(Limit).ToListAsync(ct);
        var events = await team.CalendarEvents.Where(e => e.DeletedAt == null && e.ImageId != null && imageIds.Contains(e.ImageId.Value))
            .OrderBy(e => e.OrderAt).ThenBy(e => e.Id)
            .Select(e => new ImageUse(e.ImageId!.Value, ImageUseKind.CalendarEvent, e.Id, e.Title, e.ScheduledAt)).Take(Limit).ToListAsync(ct);
        return [.. heroes, .. texts, .. events];
    }

    private static async Task<IEnumerable<long>> UsedAsync(TeamData team, CancellationToken ct)
    {
        var heroes = await team.Articles.Where(a => a.HeroImageId != null).OrderByDescending(a => a.Id).Select(a => a.HeroImageId!.Value).Take(MaxUsed).ToListAsync(ct);
        var texts = await team.ArticleImages.OrderByDescending(a => a.ArticleId).Select(a => a.ImageId).Take(MaxUsed).ToListAsync(ct);
        var events = await team.CalendarEvents.Where(e => e.ImageId != null && e.DeletedAt == null).OrderByDescending(e => e.Id).Select(e => e.ImageId!.Value).Take(MaxUsed).ToListAsync(ct);
        return heroes.Concat(texts).Concat(events);
    }
}
