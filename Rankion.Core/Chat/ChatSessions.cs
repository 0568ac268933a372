using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Chat;

/// <summary>What a conversation is to be. What is not named stays as it is.</summary>
public sealed record ChatSessionPatch
{
    [StringLength(ChatSession.MaxTitle, MinimumLength = 1, ErrorMessage = "A title has 1 to 200 characters.")]
    public string? Title { get; init; }

    /// <summary>The pinned image; null takes the pin out.</summary>
    public Named<long?>? GalleryImageId { get; init; }

    /// <inheritdoc cref="ChatSession.FreeHand"/>
    public bool? FreeHand { get; init; }
}

/// <summary>A person's conversations in a team. Nobody else of the team sees them.</summary>
public sealed class ChatSessions(Database database, JobQueue queue, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>What a conversation is called before anything was said.</summary>
    public const string Untitled = "New chat";

    /// <summary>Begins a conversation, about an image or about nothing yet; also for who only reads.</summary>
    /// <param name="begin">Without a title: the image's, else the first thing said becomes it.</param>
    /// <exception cref="RefusalException">422 for a bad title or an image that the team does not have, 409 for one that is not fit.</exception>
    public Task<ChatSession> CreateAsync(Actor actor, ChatSessionPatch begin, CancellationToken ct)
    {
        Annotations.Check(begin);
        return database.WriteAsync(async write =>
        {
            var session = New(actor, Untitled, isTitled: false);
            if (begin.GalleryImageId is { Value: { } imageId })
                (session.Title, session.IsTitled) = ((await PinAsync(write, actor, session, imageId, ct)).Title, true);
            await ApplyAsync(write, actor, session, begin with { GalleryImageId = null }, ct);
            write.Db.Add(session);
            await write.Db.SaveChangesAsync(ct);
            audit.Record(write, actor, "chat.created", "chat", session.Id);
            Announce(write, session);
            return session;
        }, ct);
    }

    /// <summary>Begins a conversation about an image.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c> or <c>image_not_ready</c>, 403 for a reader.</exception>
    public Task<ChatSession?> OpenAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            if (await ImageAsync(write, actor, imageId, ct) is not { } image)
                return null;
            var session = New(actor, image.Title, isTitled: true);
            session.GalleryImageId = image.Id;
            write.Db.Add(session);
            audit.Record(write, actor, "chat.opened", "image", image.Id);
            await write.Db.SaveChangesAsync(ct);
            Announce(write, session);
            return session;
        }, ct);
    }

    /// <summary>The one spoken in last comes first.</summary>
    /// <param name="words">All must occur in the title, in any case and within words; null or blank for any title.</param>
    public async Task<Page<ChatSession>> ListAsync(Actor actor, string? words, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var all = Own(db, actor).OrderByDescending(s => s.UpdatedAt).ThenByDescending(s => s.Id);
        if (words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 } wanted)
        {
            var total = await all.CountAsync(ct);
            return new(await all.Skip(SkippedOf(page, total)).Take(page.PerPage).ToListAsync(ct), page.Number, page.PerPage, total);
        }
        // titles are compared here: SQLite knows capitals of ASCII only, and one person's titles are few
        var titles = await all.Select(s => new { s.Id, s.Title }).ToListAsync(ct);
        var found = titles.Where(s => wanted.All(word => s.Title.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(s => s.Id).ToList();
        var shown = found.Skip(SkippedOf(page, found.Count)).Take(page.PerPage).ToList();
        var sessions = await all.Where(s => shown.Contains(s.Id)).ToListAsync(ct);
        return new(sessions, page.Number, page.PerPage, found.Count);
    }

    public async Task<ChatSession?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await Own(db, actor).SingleOrDefaultAsync(s => s.Id == id, ct);
    }

    /// <summary>Changes the title, the pinned image, or whether it asks before it spends.</summary>
    /// <returns>Null where the person has no such conversation.</returns>
    /// <exception cref="RefusalException">422 for a bad title or an image that the team does not have, 409 for one that is not fit.</exception>
    public Task<ChatSession?> ChangeAsync(Actor actor, long id, ChatSessionPatch patch, CancellationToken ct)
    {
        Annotations.Check(patch);
        return database.WriteAsync(async write =>
        {
            if (await Own(write.Db, actor).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } session)
                return null;
            await ApplyAsync(write, actor, session, patch, ct);
            session.UpdatedAt = time.UtcNow();
            Announce(write, session);
            return session;
        }, ct);
    }

    /// <summary>Deletes a conversation; an answer that is being worked on is stopped. The images it made stay.</summary>
    /// <returns>False where the person has no such conversation.</returns>
    public Task<bool> DeleteAsync(Actor actor, long id, CancellationToken ct) => database.WriteAsync(async write =>
    {
        var own = Own(write.Db, actor).Where(s => s.Id == id);
        if (await own.SingleOrDefaultAsync(ct) is not { } session)
            return false;
        var working = await own.SelectMany(s => s.Messages).Where(m => m.State == ChatMessageState.Working).Select(m => m.JobId).ToListAsync(ct);
        foreach (var jobId in working.OfType<long>())
            await queue.EndAsync(write, jobId, null, JobStatus.Cancelled, null, null, ct);
        await write.Db.SaveChangesAsync(ct);
        write.Db.ChangeTracker.Clear();
        await own.ExecuteDeleteAsync(ct);
        audit.Record(write, actor, "chat.deleted", "chat", id);
        Announce(write, session);
        return true;
    }, ct);

    private static int SkippedOf(PageRequest page, int total) => (int)Math.Min((page.Number - 1L) * page.PerPage, total);

    internal static IQueryable<ChatSession> Own(RankionDbContext db, Actor actor) => db.For(actor).ChatSessions.Where(s => s.UserId == actor.UserId);

    private ChatSession New(Actor actor, string title, bool isTitled)
    {
        var now = time.UtcNow();
        return new() { TeamId = actor.TeamId, UserId = actor.UserId, Title = title, IsTitled = isTitled, CreatedAt = now, UpdatedAt = now };
    }

    private static async Task ApplyAsync(WriteScope write, Actor actor, ChatSession session, ChatSessionPatch patch, CancellationToken ct)
    {
        if (patch.Title?.Trim() is { } title)
            (session.Title, session.IsTitled) = (title.Length > 0 ? title : throw Refusal.Invalid("title", "A title has 1 to 200 characters."), true);
        if (patch.GalleryImageId is { Value: { } imageId })
            await PinAsync(write, actor, session, imageId, ct);
        else if (patch.GalleryImageId is not null)
            session.GalleryImageId = null;
        session.FreeHand = patch.FreeHand ?? session.FreeHand;
    }

    private static async Task<Image> PinAsync(WriteScope write, Actor actor, ChatSession session, long imageId, CancellationToken ct)
    {
        var image = await ImageAsync(write, actor, imageId, ct) ?? throw Refusal.Invalid("gallery_image_id", "There is no such image in this team.");
        session.GalleryImageId = image.Id;
        return image;
    }

    private static async Task<Image?> ImageAsync(WriteScope write, Actor actor, long imageId, CancellationToken ct)
    {
        if (await write.Db.For(actor).Images.AsNoTracking().SingleOrDefaultAsync(i => i.Id == imageId, ct) is not { } image)
            return null;
        return image.RequireUntrashed().Status == ProcessingStatus.Ready ? image.RequirePicture()
            : throw Refusal.Conflict("image_not_ready", "Only a finished image can be talked about.");
    }

    private void Announce(WriteScope write, ChatSession session) =>
        write.AfterCommit(() => feed.Publish(new ChatChanged(session.TeamId, session.UserId, session.Id, null)));
}
