using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Core.Chat;

/// <summary>A person's conversations in a team. Nobody else of the team sees them.</summary>
public sealed class ChatSessions(Database database, AuditTrail audit, TimeProvider time)
{
    /// <summary>Begins a conversation about an image.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c> or <c>image_not_ready</c>, 403 for a reader.</exception>
    public Task<ChatSession?> OpenAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == imageId, ct) is not { } image)
                return null;
            if (image.DeletedAt is not null)
                throw Refusal.Conflict("image_trashed", "This image is in the trash. Restore it first.");
            if (image.Status != ProcessingStatus.Ready)
                throw Refusal.Conflict("image_not_ready", "Only a finished image can be talked about.");
            var session = new ChatSession
            {
                TeamId = actor.TeamId,
                UserId = actor.UserId,
                Title = image.Title,
                GalleryImageId = image.Id,
                CreatedAt = time.UtcNow(),
            };
            write.Db.Add(session);
            audit.Record(write, actor, "chat.opened", "image", image.Id);
            await write.Db.SaveChangesAsync(ct);
            return session;
        }, ct);
    }

    /// <summary>Newest first.</summary>
    public async Task<Page<ChatSession>> ListAsync(Actor actor, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await ReadAsync(Own(db, actor).OrderByDescending(s => s.Id), page, ct);
    }

    public async Task<ChatSession?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Own(db, actor).SingleOrDefaultAsync(s => s.Id == id, ct);
    }

    /// <summary>What was said, oldest first; null where the person has no such conversation.</summary>
    public async Task<Page<ChatMessage>?> MessagesAsync(Actor actor, long id, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var session = Own(db, actor).Where(s => s.Id == id);
        return await session.AnyAsync(ct) ? await ReadAsync(session.SelectMany(s => s.Messages).OrderBy(m => m.Id), page, ct) : null;
    }

    private static IQueryable<ChatSession> Own(RankionDbContext db, Actor actor) => db.For(actor).ChatSessions.Where(s => s.UserId == actor.UserId);

    private static async Task<Page<T>> ReadAsync<T>(IOrderedQueryable<T> all, PageRequest page, CancellationToken ct)
    {
        var total = await all.CountAsync(ct);
        var skipped = Math.Min((page.Number - 1L) * page.PerPage, total);
        return new(await all.Skip((int)skipped).Take(page.PerPage).ToListAsync(ct), page.Number, page.PerPage, total);
    }
}
