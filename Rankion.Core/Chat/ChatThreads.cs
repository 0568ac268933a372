using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Chat;

/// <summary>A message on the branch that is shown.</summary>
/// <param name="Siblings">Ids of what else was said in its place, itself among them, oldest first.</param>
public sealed record ChatLine(ChatMessage Message, IReadOnlyList<long> Siblings);

/// <summary>The end of the branch that is shown, or what comes before a message of it.</summary>
/// <param name="Lines">Oldest first.</param>
/// <param name="HasEarlier">There is more before the first line.</param>
public sealed record ChatThread(ChatSession Session, IReadOnlyList<ChatLine> Lines, bool HasEarlier);

/// <summary>Reads what was said in a person's conversations.</summary>
public sealed class ChatThreads(Database database)
{
    /// <summary>The last messages of the branch that is shown.</summary>
    /// <param name="before">Only what comes before this message; null: from the end.</param>
    /// <param name="take">How many at most.</param>
    /// <returns>Null where the person has no such conversation.</returns>
    public async Task<ChatThread?> ReadAsync(Actor actor, long sessionId, long? before, int take, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var own = ChatSessions.Own(db, actor).Where(s => s.Id == sessionId);
        if (await own.SingleOrDefaultAsync(ct) is not { } session)
            return null;
        var tree = await ChatTree.ReadAsync(own, ct);
        var path = tree.PathTo(session.LeafId);
        if (before is { } id && path.IndexOf(id) is var end and >= 0)
            path = path[..end];
        var shown = path.TakeLast(take).ToList();
        var messages = await own.SelectMany(s => s.Messages).Where(m => shown.Contains(m.Id)).Include(m => m.Parts.OrderBy(p => p.Id)).ToDictionaryAsync(m => m.Id, ct);
        return new(session, [.. shown.Select(m => new ChatLine(messages[m], tree.SiblingsOf(m)))], path.Count > shown.Count);
    }

    /// <summary>One message with its parts, as it is now; null where the person has no such.</summary>
    public async Task<ChatMessage?> FindAsync(Actor actor, long sessionId, long messageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await ChatSessions.Own(db, actor).Where(s => s.Id == sessionId).SelectMany(s => s.Messages).Where(m => m.Id == messageId)
            .Include(m => m.Parts.OrderBy(p => p.Id)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Ids of what was said in a message's place, itself among them, oldest first; empty where the person has no such.</summary>
    public async Task<IReadOnlyList<long>> SiblingsAsync(Actor actor, long sessionId, long messageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var tree = await ChatTree.ReadAsync(ChatSessions.Own(db, actor).Where(s => s.Id == sessionId), ct);
        return tree.PathTo(messageId).Count == 0 ? [] : tree.SiblingsOf(messageId);
    }

    /// <summary>Everything that was said, all branches, oldest first; null where the person has no such conversation.</summary>
    public async Task<Page<ChatLine>?> ListAsync(Actor actor, long sessionId, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var own = ChatSessions.Own(db, actor).Where(s => s.Id == sessionId);
        if (!await own.AnyAsync(ct))
            return null;
        var tree = await ChatTree.ReadAsync(own, ct);
        var all = own.SelectMany(s => s.Messages);
        var skipped = Math.Min((page.Number - 1L) * page.PerPage, tree.Count);
        var items = await all.OrderBy(m => m.Id).Skip((int)skipped).Take(page.PerPage).Include(m => m.Parts.OrderBy(p => p.Id)).ToListAsync(ct);
        return new([.. items.Select(m => new ChatLine(m, tree.SiblingsOf(m.Id)))], page.Number, page.PerPage, tree.Count);
    }
}

/// <summary>Who answers whom in a conversation, by ids alone: small however much was said.</summary>
internal sealed class ChatTree
{
    private readonly Dictionary<long, long?> parents;
    private readonly ILookup<long?, long> children;

    private ChatTree(IEnumerable<(long Id, long? ParentId)> messages)
    {
        var all = messages.ToList();
        parents = all.ToDictionary(m => m.Id, m => m.ParentId);
        children = all.OrderBy(m => m.Id).ToLookup(m => m.ParentId, m => m.Id);
    }

    public int Count => parents.Count;

    public static async Task<ChatTree> ReadAsync(IQueryable<ChatSession> session, CancellationToken ct)
    {
        var messages = await session.SelectMany(s => s.Messages).Select(m => new { m.Id, m.ParentId }).ToListAsync(ct);
        return new(messages.Select(m => (m.Id, m.ParentId)));
    }

    /// <summary>From the first message down to this one.</summary>
    public List<long> PathTo(long? leaf)
    {
        var path = new List<long>();
        for (var id = leaf; id is { } at && parents.TryGetValue(at, out var parent); id = parent)
            path.Add(at);
        path.Reverse();
        return path;
    }

    public IReadOnlyList<long> SiblingsOf(long id) => [.. children[parents[id]]];

    /// <summary>Where the latest of what was said after this message ends.</summary>
    public long LeafOf(long id)
    {
        while (children[id].Any())
            id = children[id].Last();
        return id;
    }
}
