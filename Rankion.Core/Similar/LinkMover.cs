using Microsoft.EntityFrameworkCore;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Calendar;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Sharing;

namespace Rankion.Core.Similar;

/// <summary>What leads to one image now and led to another one before.</summary>
internal sealed class MovedLinks
{
    /// <summary>The article that the kept image was made for, where it had none.</summary>
    public long? MadeFor { get; set; }

    /// <summary>Public links, by id, with the image they were of and whether they were its latest.</summary>
    public List<(long ShareId, long ImageId, bool IsLatest)> Shares { get; } = [];

    /// <summary>The kept image's own dead link, which was its latest.</summary>
    public long? Displaced { get; set; }

    /// <summary>Articles, with the image in front of them.</summary>
    public List<(long ArticleId, long ImageId)> Heroes { get; } = [];

    /// <summary>Articles, with their text, and the version that it was changed to.</summary>
    public List<(long ArticleId, string Body, int Version)> Texts { get; } = [];

    public List<(long EventId, long ImageId)> Events { get; } = [];

    /// <summary>Collections that the kept image was put into.</summary>
    public List<long> Collections { get; } = [];

    /// <summary>Collections, with the image that stood for all.</summary>
    public List<(long CollectionId, long ImageId)> Covers { get; } = [];
}

/// <summary>
/// Lets what leads to some images lead to another one: articles, the calendar, collections, public links. A public link keeps its address, its terms and its
/// views; where the kept image has one of its own, it has several from then on, and whoever ends its link ends them all.
/// </summary>
public sealed class LinkMover(AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    internal async Task<MovedLinks> MoveAsync(WriteScope write, Actor actor, Image kept, IReadOnlyList<Image> merged, CancellationToken ct)
    {
        var (team, moved, ids) = (write.Db.For(actor), new MovedLinks(), merged.Select(i => i.Id).ToList());
        if (kept.ArticleId is null && merged.Select(i => i.ArticleId).FirstOrDefault(a => a is not null) is { } article)
            kept.ArticleId = moved.MadeFor = article;
        await MoveSharesAsync(write, team, kept, merged, moved, ct);
        foreach (var hero in await team.Articles.Where(a => a.HeroImageId != null && ids.Contains(a.HeroImageId.Value)).ToListAsync(ct))
        {
            moved.Heroes.Add((hero.Id, hero.HeroImageId!.Value));
            hero.HeroImageId = kept.Id;
            Touch(write, actor, hero);
        }
        await MoveTextsAsync(write, actor, team, kept.Id, ids, moved, ct);
        await CollectAsync(write, actor, team, kept, ids, moved, ct);
        foreach (var planned in await team.CalendarEvents.Where(e => e.ImageId != null && ids.Contains(e.ImageId.Value)).ToListAsync(ct))
        {
            moved.Events.Add((planned.Id, planned.ImageId!.Value));
            Move(write, planned, kept.Id);
        }
        return moved;
    }

    /// <summary>What still leads to the kept image leads back to the others; what somebody has changed since stays.</summary>
    internal async Task ReturnAsync(WriteScope write, Actor actor, Image kept, MovedLinks moved, IReadOnlyDictionary<long, Image> images, CancellationToken ct)
    {
        var team = write.Db.For(actor);
        if (moved.MadeFor is { } article && kept.ArticleId == article)
            kept.ArticleId = null;
        await ReturnSharesAsync(write, team, kept, moved, images, ct);
        await UncollectAsync(write, team, kept, moved, ct);
        var (heroes, texts, events) = (moved.Heroes.ToDictionary(h => h.ArticleId, h => h.ImageId), moved.Texts.ToDictionary(t => t.ArticleId), moved.Events.ToDictionary(e => e.EventId, e => e.ImageId));
        foreach (var found in await team.Articles.Where(a => heroes.Keys.Contains(a.Id) || texts.Keys.Contains(a.Id)).ToListAsync(ct))
        {
            if (texts.TryGetValue(found.Id, out var text) && found.Version == text.Version)
            {
                found.Body = text.Body;
                await ArticleDesk.ShowAsync(write, actor, found, ct);
            }
            if (heroes.TryGetValue(found.Id, out var hero) && found.HeroImageId == kept.Id)
                found.HeroImageId = hero;
            Touch(write, actor, found);
        }
        foreach (var planned in await team.CalendarEvents.Where(e => events.Keys.Contains(e.Id) && e.ImageId == kept.Id).ToListAsync(ct))
            Move(write, planned, events[planned.Id]);
    }

    /// <summary>Puts the kept image beside the others, which keep their places unseen.</summary>
    private async Task CollectAsync(WriteScope write, Actor actor, TeamData team, Image kept, List<long> ids, MovedLinks moved, CancellationToken ct)
    {
        var holding = await team.CollectionItems.Where(c => c.ImageId == kept.Id).Select(c => c.CollectionId).ToListAsync(ct);
        var places = await team.CollectionItems.Where(c => ids.Contains(c.ImageId) && !holding.Contains(c.CollectionId))
            .GroupBy(c => c.CollectionId).Select(c => new { Id = c.Key, Position = c.Min(i => i.Position) }).ToListAsync(ct);
        foreach (var place in kept.InGallery ? places : [])
        {
            write.Db.Add(new CollectionItem
            {
                CollectionId = place.Id,
                ImageId = kept.Id,
                TeamId = kept.TeamId,
                CreatedAt = kept.CreatedAt,
                Position = place.Position,
                IsListed = true,
                AddedById = actor.UserId,
                AddedAt = time.UtcNow(),
            });
            moved.Collections.Add(place.Id);
        }
        foreach (var collection in await team.Collections.Where(c => c.CoverId != null && ids.Contains(c.CoverId.Value)).ToListAsync(ct))
        {
            moved.Covers.Add((collection.Id, collection.CoverId!.Value));
            collection.CoverId = kept.Id;
            collection.Touch(time.UtcNow());
        }
        Announce(write, kept, moved);
    }

    private async Task UncollectAsync(WriteScope write, TeamData team, Image kept, MovedLinks moved, CancellationToken ct)
    {
        write.Db.RemoveRange(await team.CollectionItems.Where(c => c.ImageId == kept.Id && moved.Collections.Contains(c.CollectionId)).ToListAsync(ct));
        var covers = moved.Covers.ToDictionary(c => c.CollectionId, c => c.ImageId);
        foreach (var collection in await team.Collections.Where(c => covers.Keys.Contains(c.Id) && c.CoverId == kept.Id).ToListAsync(ct))
        {
            collection.CoverId = covers[collection.Id];
            collection.Touch(time.UtcNow());
        }
        Announce(write, kept, moved);
    }

    private void Announce(WriteScope write, Image kept, MovedLinks moved)
    {
        foreach (var id in moved.Collections.Concat(moved.Covers.Select(c => c.CollectionId)).Distinct())
            write.AfterCommit(() => feed.Publish(new CollectionChanged(kept.TeamId, id, [kept.Id])));
    }

    private static async Task MoveSharesAsync(WriteScope write, TeamData team, Image kept, IReadOnlyList<Image> merged, MovedLinks moved, CancellationToken ct)
    {
        var all = merged.Append(kept).Select(i => i.Id).ToList();
        var latest = await team.Shares.Where(s => all.Contains(s.ImageId) && s.IsLatest).OrderBy(s => s.Id).ToListAsync(ct);
        var own = latest.Find(s => s.ImageId == kept.Id);
        var others = latest.Where(s => s != own && s.RevokedAt == null).ToList();
        if (others.Count == 0)
            return;
        var front = own is { RevokedAt: null } ? null : others[^1];
        if (front is not null && own is not null)
            (own.IsLatest, moved.Displaced) = (false, own.Id);
        foreach (var share in others)
        {
            moved.Shares.Add((share.Id, share.ImageId, true));
            share.IsLatest = false;
        }
        // at no instant are two the latest of one image
        await write.Db.SaveChangesAsync(ct);
        foreach (var share in others)
        {
            merged.First(i => i.Id == share.ImageId).SharedUntil = null;
            (share.ImageId, share.IsLatest) = (kept.Id, share == front);
        }
    }

    private static async Task ReturnSharesAsync(WriteScope write, TeamData team, Image kept, MovedLinks moved, IReadOnlyDictionary<long, Image> images, CancellationToken ct)
    {
        var were = moved.Shares.ToDictionary(s => s.ShareId);
        var shares = await team.Shares.Where(s => were.Keys.Contains(s.Id) && s.ImageId == kept.Id).ToListAsync(ct);
        var led = shares.Exists(s => s.IsLatest);
        shares.ForEach(s => s.IsLatest = false);
        if (led)
            kept.SharedUntil = null;
        await write.Db.SaveChangesAsync(ct);
        foreach (var share in shares)
            (share.ImageId, share.IsLatest) = (images[were[share.Id].ImageId].Id, were[share.Id].IsLatest);
        if (led && moved.Displaced is { } id && await team.Shares.SingleOrDefaultAsync(s => s.Id == id, ct) is { } own)
            own.IsLatest = true;
    }

    private async Task MoveTextsAsync(WriteScope write, Actor actor, TeamData team, long kept, List<long> ids, MovedLinks moved, CancellationToken ct)
    {
        var shown = await team.ArticleImages.Where(a => ids.Contains(a.ImageId)).Select(a => a.ArticleId).Distinct().ToListAsync(ct);
        foreach (var article in await team.Articles.Where(a => shown.Contains(a.Id)).ToListAsync(ct))
        {
            var before = article.Body;
            article.Body = ImageReferences.Replace(before, ids, kept);
            if (article.Body.Length > Article.MaxBody)
                throw Refusal.Conflict("text_too_long", "An article that shows one of these images would become too long.");
            await ArticleDesk.ShowAsync(write, actor, article, ct);
            Touch(write, actor, article);
            moved.Texts.Add((article.Id, before, article.Version));
        }
    }

    private void Touch(WriteScope write, Actor actor, Article article)
    {
        (article.EditedById, article.UpdatedAt) = (actor.UserId, time.UtcNow());
        article.Version++;
        audit.Record(write, actor, "article.changed", "article", article.Id, article.Title);
        write.AfterCommit(() => feed.Publish(new ArticleChanged(article.TeamId, article.Id)));
    }

    private void Move(WriteScope write, CalendarEvent planned, long imageId)
    {
        planned.ImageId = imageId;
        planned.Touch(time.UtcNow());
        write.AfterCommit(() => feed.Publish(new CalendarChanged(planned.TeamId, [planned.Id])));
    }
}
