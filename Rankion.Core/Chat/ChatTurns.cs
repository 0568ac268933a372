using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Calendar;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Chat;

/// <summary>What a person says.</summary>
public sealed record ChatSaying
{
    /// <summary>1 to 32,000 characters.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Say something.")]
    [StringLength(ChatMessage.MaxContent, ErrorMessage = "A message may have at most 32,000 characters.")]
    public string Content { get; init; } = "";

    /// <summary><c>en</c> or <c>de</c>: the person's language, where the words do not say.</summary>
    public string? Language { get; init; }

    /// <summary>IANA name of the zone in which "tomorrow at nine" is meant; UTC where null.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>A turn was accepted: the answer is there, and grows.</summary>
/// <param name="QuestionId">The person's message that it answers.</param>
/// <param name="AnswerId">The message that grows; read it until its state is neither working nor waiting.</param>
public sealed record ChatReceipt(long SessionId, long QuestionId, long AnswerId, long JobId);

/// <summary>
/// Accepts what a person says and decides. A turn is a row and a job, and one at a time in a conversation: whoever works on it may
/// die, and another goes on.
/// </summary>
public sealed class ChatTurns(Database database, JobQueue queue, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Says something at the end of the branch that is shown. What an earlier answer still waited to do is declined.</summary>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the turn was accepted.</param>
    /// <returns>Null where the person has no such conversation.</returns>
    /// <exception cref="RefusalException">422 for no words or too many, 409 <c>turn_in_progress</c> or <c>session_full</c>.</exception>
    public Task<ChatReceipt?> SayAsync(Actor actor, long sessionId, ChatSaying saying, Func<WriteScope, ChatReceipt, Task>? accepted, CancellationToken ct) =>
        TurnAsync(actor, sessionId, (_, session) => Task.FromResult<ChatMessage?>(QuestionOf(saying, session, session.LeafId)), accepted, ct);

    /// <summary>Says one's own message in other words: a branch beside it, which is shown from now on.</summary>
    /// <returns>Null where the person has no such conversation, or no such message of their own in it.</returns>
    /// <inheritdoc cref="SayAsync" path="/exception"/>
    public Task<ChatReceipt?> BranchAsync(Actor actor, long sessionId, long messageId, ChatSaying saying, Func<WriteScope, ChatReceipt, Task>? accepted, CancellationToken ct) =>
        TurnAsync(actor, sessionId, async (messages, session) =>
            await messages.SingleOrDefaultAsync(m => m.Id == messageId && m.Role == ChatRole.User, ct) is { } own ? QuestionOf(saying, session, own.ParentId) : null, accepted, ct);

    /// <summary>Has something answered once more: a sibling of the answer, which stays as it is.</summary>
    /// <param name="messageId">The answer.</param>
    /// <returns>Null where the person has no such conversation, or no such answer in it.</returns>
    /// <inheritdoc cref="SayAsync" path="/exception"/>
    public Task<ChatReceipt?> RegenerateAsync(Actor actor, long sessionId, long messageId, Func<WriteScope, ChatReceipt, Task>? accepted, CancellationToken ct) =>
        TurnAsync(actor, sessionId, async (messages, _) =>
        {
            var answered = messages.Where(m => m.Id == messageId && m.Role == ChatRole.Assistant).Select(m => m.ParentId);
            return await messages.SingleOrDefaultAsync(m => answered.Contains(m.Id), ct);
        }, accepted, ct);

    /// <summary>Shows another branch: the one that a message is on, to its latest end.</summary>
    /// <returns>Null where the person has no such conversation or message.</returns>
    /// <exception cref="RefusalException">409 <c>turn_in_progress</c>.</exception>
    public Task<ChatSession?> ChooseAsync(Actor actor, long sessionId, long messageId, CancellationToken ct) => database.WriteAsync(async write =>
    {
        if (await ClaimAsync(write, actor, sessionId, ct) is not { } session)
            return null;
        var tree = await ChatTree.ReadAsync(ChatSessions.Own(write.Db, actor).Where(s => s.Id == sessionId), ct);
        if (tree.PathTo(messageId).Count == 0)
            return null;
        session.LeafId = tree.LeafOf(messageId);
        Announce(write, session, null);
        return session;
    }, ct);

    /// <summary>Says yes or no to what an answer wants to do. When nothing is left to be asked, the answer goes on.</summary>
    /// <param name="partId">One call; null for all that wait.</param>
    /// <returns>Null where the person has no such conversation, message or call.</returns>
    /// <exception cref="RefusalException">409 <c>not_waiting</c> where it was decided already, <c>turn_in_progress</c>; 403 for a reader's yes.</exception>
    public Task<ChatReceipt?> DecideAsync(Actor actor, long sessionId, long messageId, long? partId, bool yes, Func<WriteScope, ChatReceipt, Task>? accepted, CancellationToken ct)
    {
        if (yes)
            actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var found = ChatSessions.Own(write.Db, actor).Where(s => s.Id == sessionId).SelectMany(s => s.Messages).Where(m => m.Id == messageId && m.Role == ChatRole.Assistant);
            if (!await found.AnyAsync(m => partId == null || m.Parts.Any(p => p.Id == partId && p.Tool != null), ct))
                return null;
            if (await ClaimAsync(write, actor, sessionId, ct) is not { } session)
                return null;
            var answer = await found.Include(m => m.Parts).SingleAsync(ct);
            var asked = answer.Parts.Where(p => p.State == ChatCallState.Awaiting && (partId is null || p.Id == partId)).ToList();
            if (answer.State != ChatMessageState.Waiting || asked.Count == 0)
                throw Refusal.Conflict("not_waiting", "This has been decided already.");
            foreach (var part in asked)
                Decide(part, yes);
            answer.MayWrite = actor.CanWrite;
            if (answer.Parts.TrueForAll(p => p.State != ChatCallState.Awaiting))
                await StartAsync(write, actor, session, answer, ct);
            Announce(write, session, answer.Id);
            var receipt = new ChatReceipt(session.Id, answer.ParentId!.Value, answer.Id, answer.JobId!.Value);
            await (accepted?.Invoke(write, receipt) ?? Task.CompletedTask);
            return receipt;
        }, ct);
    }

    /// <summary>Stops the answer that is being worked on: the model's call, and the images that are not drawn yet, which are paid back.</summary>
    /// <returns>Null where the person has no such conversation; false where nothing is being worked on.</returns>
    public Task<bool?> StopAsync(Actor actor, long sessionId, CancellationToken ct) => database.WriteAsync<bool?>(async write =>
    {
        var own = ChatSessions.Own(write.Db, actor).Where(s => s.Id == sessionId);
        if (!await own.AnyAsync(ct))
            return null;
        var jobs = await own.SelectMany(s => s.Messages).Where(m => m.State == ChatMessageState.Working).Select(m => m.JobId).ToListAsync(ct);
        var stopped = false;
        foreach (var jobId in jobs.OfType<long>())
            stopped |= await queue.EndAsync(write, jobId, null, JobStatus.Cancelled, null, null, ct);
        return stopped;
    }, ct);

    private Task<ChatReceipt?> TurnAsync(
        Actor actor, long sessionId, Func<IQueryable<ChatMessage>, ChatSession, Task<ChatMessage?>> question, Func<WriteScope, ChatReceipt, Task>? accepted, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            if (await ClaimAsync(write, actor, sessionId, ct) is not { } session)
                return null;
            var messages = ChatSessions.Own(write.Db, actor).Where(s => s.Id == sessionId).SelectMany(s => s.Messages);
            if (await question(messages, session) is not { } asked)
                return null;
            if (await messages.CountAsync(ct) >= ChatSession.MaxMessages)
                throw Refusal.Conflict("session_full", "This conversation is full. Begin a new one.");
            await DropWaitingAsync(messages, ct);
            if (asked.Id == 0)
            {
                write.Db.Add(asked);
                await write.Db.SaveChangesAsync(ct);
            }
            var answer = AnswerTo(asked, actor);
            if (!session.IsTitled)
                (session.Title, session.IsTitled) = (ImageTitle.FromPrompt(asked.Content), true);
            write.Db.Add(answer);
            await write.Db.SaveChangesAsync(ct);
            await StartAsync(write, actor, session, answer, ct);
            session.LeafId = answer.Id;
            Announce(write, session, answer.Id);
            var receipt = new ChatReceipt(session.Id, asked.Id, answer.Id, answer.JobId!.Value);
            await (accepted?.Invoke(write, receipt) ?? Task.CompletedTask);
            return receipt;
        }, ct);

    /// <summary>Holds the conversation's row to the end of the transaction, so that of two tabs one comes second.</summary>
    private async Task<ChatSession?> ClaimAsync(WriteScope write, Actor actor, long sessionId, CancellationToken ct)
    {
        var now = time.UtcNow();
        var own = ChatSessions.Own(write.Db, actor).Where(s => s.Id == sessionId);
        if (await own.Where(s => s.TurnId == null).ExecuteUpdateAsync(set => set.SetProperty(s => s.UpdatedAt, now), ct) == 1)
            return await own.SingleAsync(ct);
        return await own.AnyAsync(ct) ? throw Refusal.Conflict("turn_in_progress", "The last answer is still being worked on. Wait for it, or stop it.") : null;
    }

    /// <summary>Has a job work on the answer.</summary>
    private async Task StartAsync(WriteScope write, Actor actor, ChatSession session, ChatMessage answer, CancellationToken ct)
    {
        var job = await queue.AddAsync(write, actor, ChatTurnJob.Kind, 1, ct);
        (answer.JobId, answer.State, session.TurnId) = (job.Id, ChatMessageState.Working, answer.Id);
    }

    private async Task DropWaitingAsync(IQueryable<ChatMessage> messages, CancellationToken ct)
    {
        foreach (var waiting in await messages.Where(m => m.State == ChatMessageState.Waiting).Include(m => m.Parts).ToListAsync(ct))
        {
            foreach (var part in waiting.Parts.Where(p => p.State is ChatCallState.Awaiting or ChatCallState.Proposed))
                Decide(part, yes: false);
            (waiting.State, waiting.FinishedAt) = (ChatMessageState.Done, time.UtcNow());
        }
    }

    private void Decide(ChatPart part, bool yes)
    {
        part.State = yes ? ChatCallState.Proposed : ChatCallState.Declined;
        if (!yes)
            (part.FinishedAt, part.Result) = (time.UtcNow(), ToolJson.Error("declined", "The person said no."));
    }

    private ChatMessage QuestionOf(ChatSaying saying, ChatSession session, long? parentId)
    {
        Check(saying);
        return new()
        {
            SessionId = session.Id,
            ParentId = parentId,
            Role = ChatRole.User,
            Content = saying.Content.Trim(),
            SourceId = session.GalleryImageId,
            Language = saying.Language,
            TimeZone = saying.TimeZone,
            CreatedAt = time.UtcNow(),
            FinishedAt = time.UtcNow(),
        };
    }

    private ChatMessage AnswerTo(ChatMessage asked, Actor actor) => new()
    {
        SessionId = asked.SessionId,
        ParentId = asked.Id,
        Role = ChatRole.Assistant,
        State = ChatMessageState.Working,
        Content = "",
        SourceId = asked.SourceId,
        MayWrite = actor.CanWrite,
        Language = asked.Language,
        TimeZone = asked.TimeZone,
        CreatedAt = time.UtcNow(),
    };

    private void Announce(WriteScope write, ChatSession session, long? messageId) =>
        write.AfterCommit(() => feed.Publish(new ChatChanged(session.TeamId, session.UserId, session.Id, messageId)));

    private static void Check(ChatSaying saying)
    {
        Annotations.Check(saying);
        if (string.IsNullOrWhiteSpace(saying.Content))
            throw Refusal.Invalid("content", "Say something.");
        if (saying.Language is not (null or "en" or "de"))
            throw Refusal.Invalid("language", "This must be en or de.");
        if (saying.TimeZone is not null && !WallClock.IsZone(saying.TimeZone))
            throw Refusal.Invalid("time_zone", "This must be a zone of the IANA tables, for example Europe/Berlin.");
    }
}
