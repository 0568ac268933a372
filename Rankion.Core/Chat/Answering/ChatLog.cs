using Microsoft.EntityFrameworkCore;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Chat.Answering;

/// <summary>
/// Writes down what becomes of an answer, as it becomes so. Every step first touches the job's row: a worker that no longer holds the
/// lease changes nothing, and is told so by an <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class ChatLog(Database database, JobQueue queue, ChangeFeed feed, TimeProvider time)
{
    private const int MaxError = 1000;

    /// <summary>Begins a piece of words, or writes it anew, longer than before.</summary>
    /// <param name="partId">Null to begin it.</param>
    /// <returns>The part's id.</returns>
    internal Task<long> WriteAsync(JobRun run, ChatTurn turn, long? partId, string text, CancellationToken ct) => StepAsync(run, turn, async write =>
    {
        if (partId is { } id)
        {
            await Parts(write, turn).Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Text, text), ct);
            return id;
        }
        var part = new ChatPart { MessageId = turn.Answer.Id, Round = turn.Round, Text = text, State = ChatCallState.Done, CreatedAt = time.UtcNow(), FinishedAt = time.UtcNow() };
        write.Db.Add(part);
        await write.Db.SaveChangesAsync(ct);
        return part.Id;
    }, ct);

    /// <summary>A reply is complete, with what it wants to be called.</summary>
    internal Task AddAsync(JobRun run, ChatTurn turn, IReadOnlyList<ChatPart> calls, string model, CancellationToken ct) => StepAsync(run, turn, async write =>
    {
        write.Db.AddRange(calls);
        await Message(write, turn).ExecuteUpdateAsync(set => set.SetProperty(m => m.Model, model), ct);
        return true;
    }, ct);

    /// <summary>A call takes effect, in the transaction in which it does: from now on it is never made again.</summary>
    internal async Task TakeAsync(WriteScope write, JobRun run, ChatTurn turn, ChatPart part, ToolAnswer answer, CancellationToken ct)
    {
        await HoldAsync(write, run, ct);
        var (state, images, json, now) = (answer.JobId is null ? ChatCallState.Done : ChatCallState.Running, answer.ImageIds, answer.Json, time.UtcNow());
        var taken = await Parts(write, turn).Where(p => p.Id == part.Id && p.State == ChatCallState.Proposed).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.State, state)
            .SetProperty(p => p.JobId, answer.JobId)
            .SetProperty(p => p.ImageIds, images)
            .SetProperty(p => p.Credits, answer.Credits)
            .SetProperty(p => p.Result, json)
            .SetProperty(p => p.FinishedAt, state == ChatCallState.Done ? now : null), ct);
        if (taken == 0)
            throw Lost();
        Announce(write, turn);
    }

    /// <summary>A call is over.</summary>
    internal Task EndAsync(JobRun run, ChatTurn turn, ChatPart part, CallEnd end, CancellationToken ct) => StepAsync(run, turn, async write =>
    {
        var now = time.UtcNow();
        var message = end.ErrorMessage is { Length: > MaxError } words ? words[..MaxError] : end.ErrorMessage;
        return await Parts(write, turn).Where(p => p.Id == part.Id && (p.State == ChatCallState.Proposed || p.State == ChatCallState.Running)).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.State, end.State)
            .SetProperty(p => p.ImageIds, end.ImageIds)
            .SetProperty(p => p.Credits, end.Credits)
            .SetProperty(p => p.Result, end.Json)
            .SetProperty(p => p.ErrorCode, end.ErrorCode)
            .SetProperty(p => p.ErrorMessage, message)
            .SetProperty(p => p.FinishedAt, now), ct);
    }, ct);

    /// <summary>The answer is complete, or waits for a person.</summary>
    internal Task FinishAsync(JobRun run, ChatTurn turn, ChatMessageState state, CancellationToken ct) => StepAsync(run, turn, async write =>
    {
        var spent = turn.Calls.Sum(p => p.Credits) > 0;
        var left = spent ? await write.Db.ForTeam(run.Job.TeamId).Teams.Select(t => (int?)t.CreditBalance).SingleAsync(ct) : null;
        DateTime? finished = state == ChatMessageState.Waiting ? null : time.UtcNow();
        await Message(write, turn).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.State, state).SetProperty(m => m.CreditsLeft, left).SetProperty(m => m.FinishedAt, finished), ct);
        await ReleaseAsync(write, run.Job.TeamId, turn.Answer.Id, ct);
        return true;
    }, ct);

    /// <summary>The job ended without success: what was said stands, what was not begun never will be, and what a person stopped is paid back.</summary>
    internal async Task GiveUpAsync(WriteScope write, Job job, CancellationToken ct)
    {
        var found = await write.Db.ForTeam(job.TeamId).ChatSessions
            .SelectMany(s => s.Messages, (s, m) => new { Session = s, Message = m }).Where(x => x.Message.JobId == job.Id && x.Message.State == ChatMessageState.Working)
            .SingleOrDefaultAsync(ct);
        if (found is null)
            return;
        var (session, message) = (found.Session, found.Message);
        var stopped = job.Status == JobStatus.Cancelled;
        await write.Db.Entry(message).Collection(m => m.Parts).LoadAsync(ct);
        foreach (var part in message.Parts.Where(p => p.IsCall && !p.IsFinal))
        {
            if (stopped && part.JobId is { } imageJob && await queue.EndAsync(write, imageJob, null, JobStatus.Cancelled, null, null, ct))
                part.Credits = 0;
            (part.State, part.FinishedAt, part.Result) = (ChatCallState.Stopped, time.UtcNow(), ToolJson.Error("stopped", "It was stopped."));
        }
        message.State = stopped ? ChatMessageState.Stopped : ChatMessageState.Failed;
        (message.ErrorCode, message.ErrorMessage, message.FinishedAt) = (job.ErrorCode, job.ErrorMessage, time.UtcNow());
        session.TurnId = session.TurnId == message.Id ? null : session.TurnId;
        write.AfterCommit(() => feed.Publish(new ChatChanged(session.TeamId, session.UserId, session.Id, message.Id)));
    }

    /// <summary>The images of a call, whatever became of them.</summary>
    internal async Task<IReadOnlyList<Image>> ImagesOfAsync(ChatTurn turn, ChatPart part, CancellationToken ct)
    {
        var ids = part.ImageIds;
        await using var db = await database.OpenAsync(ct);
        return await db.For(turn.Actor).Images.Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(ct);
    }

    private Task<T> StepAsync<T>(JobRun run, ChatTurn turn, Func<WriteScope, Task<T>> step, CancellationToken ct) => database.WriteAsync(async write =>
    {
        await HoldAsync(write, run, ct);
        Announce(write, turn);
        return await step(write);
    }, ct);

    private static async Task HoldAsync(WriteScope write, JobRun run, CancellationToken ct)
    {
        var held = await write.Db.ForTeam(run.Job.TeamId).Jobs.Where(j => j.Id == run.Job.Id && j.LeaseOwner == run.Owner && j.Status == JobStatus.Processing)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Stage, "answering"), ct);
        if (held == 0)
            throw Lost();
    }

    private static Task<int> ReleaseAsync(WriteScope write, long teamId, long answerId, CancellationToken ct) =>
        write.Db.ForTeam(teamId).ChatSessions.Where(s => s.TurnId == answerId).ExecuteUpdateAsync(set => set.SetProperty(s => s.TurnId, (long?)null), ct);

    private static IQueryable<ChatMessage> Message(WriteScope write, ChatTurn turn) =>
        write.Db.ForTeam(turn.Session.TeamId).ChatSessions.Where(s => s.Id == turn.Session.Id).SelectMany(s => s.Messages).Where(m => m.Id == turn.Answer.Id);

    private static IQueryable<ChatPart> Parts(WriteScope write, ChatTurn turn) => Message(write, turn).SelectMany(m => m.Parts);

    private void Announce(WriteScope write, ChatTurn turn) =>
        write.AfterCommit(() => feed.Publish(new ChatChanged(turn.Session.TeamId, turn.Session.UserId, turn.Session.Id, turn.Answer.Id)));

    private static OperationCanceledException Lost() => new("Somebody else has the job, or has ended it.");
}

/// <summary>What a call comes to.</summary>
internal sealed record CallEnd(ChatCallState State, string Json)
{
    public IReadOnlyList<long> ImageIds { get; init; } = [];

    public int Credits { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public static CallEnd Failed(string code, string message) => new(ChatCallState.Failed, ToolJson.Error(code, message)) { ErrorCode = code, ErrorMessage = message };
}
