using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Chat;

/// <summary>
/// A conversation on a page: the end of the branch that is shown, and what of it is above, kept in step with what is said in it,
/// here, in another tab or by a program. Not for several threads: a page calls it from its renderer.
/// </summary>
public sealed class ChatTalk(ChatThreads threads, ChatTiles tiles, CurrentActor current, ChangeFeed feed, TimeProvider time) : IDisposable
{
    /// <summary>Messages that are read at once.</summary>
    public const int Step = 30;

    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock gate = new();
    private readonly HashSet<long> moved = [];
    private readonly HashSet<long> changed = [];
    private IDisposable? subscription;
    private Pulse? pulse;
    private bool isOther;

    /// <summary>Null until it is read, and where the person has no such conversation (any more).</summary>
    public ChatSession? Session { get; private set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ChatLine> Lines { get; private set; } = [];

    public bool HasEarlier { get; private set; }

    public ChatTiles Tiles => tiles;

    /// <summary>The answer that is being worked on.</summary>
    public ChatMessage? Working => Lines is [.., { Message: { State: ChatMessageState.Working } message }] ? message : null;

    /// <summary>Reads the end of it, or as much as is shown already.</summary>
    public Task ReadAsync(long id) => InTurnAsync(() => ReadNowAsync(id, Lines.Count));

    /// <summary>Reads what comes before.</summary>
    public Task EarlierAsync() => InTurnAsync(EarlierNowAsync);

    /// <summary>From now on calls back, on a pool thread, when there is something to take in.</summary>
    public async Task ListenAsync(Func<Task> onNews)
    {
        if (subscription is not null || await current.FindAsync() is not { } actor)
            return;
        pulse = new(onNews, time);
        subscription = feed.Subscribe(actor.TeamId, change => Hear(change, actor.UserId));
    }

    /// <summary>Takes in what was announced.</summary>
    public Task AbsorbAsync() => InTurnAsync(AbsorbNowAsync);

    public void Dispose()
    {
        subscription?.Dispose();
        pulse?.Dispose();
    }

    private async Task ReadNowAsync(long id, int shown)
    {
        var actor = await current.ActorAsync();
        var thread = await threads.ReadAsync(actor, id, null, Math.Max(Step, shown), CancellationToken.None);
        (Session, Lines, HasEarlier) = (thread?.Session, thread?.Lines ?? [], thread?.HasEarlier == true);
        await FillAsync(actor, Lines);
    }

    private async Task EarlierNowAsync()
    {
        if (Session is not { } session || !HasEarlier || Lines is not [{ Message: { } first }, ..])
            return;
        var actor = await current.ActorAsync();
        if (await threads.ReadAsync(actor, session.Id, first.Id, Step, CancellationToken.None) is not { } thread || Lines[0].Message.Id != first.Id)
            return;
        (Lines, HasEarlier) = ([.. thread.Lines, .. Lines], thread.HasEarlier);
        await FillAsync(actor, thread.Lines);
    }

    private async Task AbsorbNowAsync()
    {
        List<long> messages;
        List<long> images;
        bool whole;
        lock (gate)
        {
            (messages, images, whole) = ([.. moved], [.. changed], isOther);
            moved.Clear();
            changed.Clear();
            isOther = false;
        }
        if (Session is not { } session)
            return;
        if (whole || messages.Any(id => Lines.All(line => line.Message.Id != id)))
            await ReadNowAsync(session.Id, Lines.Count + 2); // a question and its answer more
        else
            foreach (var id in messages)
                await RefreshAsync(session.Id, id);
        if (images.Count > 0)
            await tiles.ReadAsync(await current.ActorAsync(), images);
    }

    private void Hear(TeamEvent change, long userId)
    {
        lock (gate)
        {
            if (change is ChatChanged chat && chat.UserId == userId && chat.SessionId == Session?.Id)
            {
                if (chat.MessageId is { } message)
                    moved.Add(message);
                else
                    isOther = true;
            }
            else if (tiles.Concerned(change) is { Count: > 0 } images)
            {
                changed.UnionWith(images);
            }
            else
            {
                return;
            }
        }
        pulse?.Ask();
    }

    /// <summary>One read after the other: what was read first must not be shown last.</summary>
    private async Task InTurnAsync(Func<Task> read)
    {
        await reading.WaitAsync();
        try
        {
            await read();
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task RefreshAsync(long sessionId, long messageId)
    {
        var actor = await current.ActorAsync();
        if (await threads.FindAsync(actor, sessionId, messageId, CancellationToken.None) is not { } message || Session?.Id != sessionId)
            return;
        Lines = [.. Lines.Select(line => line.Message.Id == messageId ? line with { Message = message } : line)];
        await FillAsync(actor, Lines.Where(line => line.Message.Id == messageId));
    }

    private Task FillAsync(Actor actor, IEnumerable<ChatLine> lines) => tiles.FillAsync(actor, lines.SelectMany(ImagesOf).Concat(Session?.GalleryImageId is { } pinned ? [pinned] : []));

    private static IEnumerable<long> ImagesOf(ChatLine line)
    {
        if (line.Message.SourceId is { } source)
            yield return source;
        foreach (var id in line.Message.Parts.SelectMany(part => part.State == ChatCallState.Awaiting ? ToolFace.Named(part) : part.ImageIds))
            yield return id;
    }
}
