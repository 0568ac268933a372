using System.Text;
using Microsoft.Extensions.Logging;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Jobs;

namespace Rankion.Core.Chat;

/// <summary>
/// Works on an answer: has the model reply, makes the calls it wants, and lets it reply again until it has said all. After every step
/// the rows say how far it is, so whoever takes the job over goes on from there.
/// </summary>
public sealed class ChatAgent(ChatHistory history, ChatLog log, ChatCalls calls, IChatModel model, TimeProvider time, ILogger<ChatAgent> logger)
{
    /// <summary>How often words are written down while they come.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private const int MaxRounds = 30;
    private const int MaxWords = 60_000;

    internal async Task RunAsync(JobRun run, CancellationToken ct)
    {
        try
        {
            while (await history.ReadAsync(run.Job, ct) is { } turn)
            {
                if (turn.Calls.Any(p => !p.IsFinal))
                {
                    if (!await calls.RunAsync(run, turn, ct))
                        await log.FinishAsync(run, turn, ChatMessageState.Waiting, ct);
                }
                else if (!await ReplyAsync(run, turn, ct))
                {
                    await log.FinishAsync(run, turn, ChatMessageState.Done, ct);
                }
            }
        }
        catch (ChatModelException e) when (e.IsTransient && !run.IsLastAttempt)
        {
            logger.LogInformation("Chat job {JobId}: {Code}, to be tried again", run.Job.Id, e.Code);
            throw new RetryLaterException(e.Code, e.Message, e.RetryAfter);
        }
        catch (ChatModelException e)
        {
            logger.LogWarning(e.InnerException, "Chat job {JobId}: {Code}", run.Job.Id, e.Code);
            throw new JobFailedException(e.Code, e.Message);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // somebody else has the job or has ended it: nothing here counts any more
        }
    }

    /// <returns>False where nothing is left to be called: the answer is complete.</returns>
    private async Task<bool> ReplyAsync(JobRun run, ChatTurn turn, CancellationToken ct)
    {
        if (turn.Round >= MaxRounds)
            throw new JobFailedException("too_many_steps", "The model went on and on without coming to an end.");
        var wanted = new List<ChatPart>();
        var words = new SpokenWords(log, run, turn, time);
        try
        {
            await foreach (var piece in model.ReplyAsync(history.PromptOf(turn), ct))
            {
                if (piece is ReplyWords more)
                    await words.AddAsync(more.Text, ct);
                else if (piece is ReplyCall call)
                    wanted.Add(calls.Propose(turn, call, model, wanted));
            }
        }
        finally
        {
            // also what came before a fault: it was said
            if (!ct.IsCancellationRequested)
                await words.FlushAsync(ct);
        }
        await log.AddAsync(run, turn, wanted, model.Name, ct);
        return wanted.Count > 0;
    }

    /// <summary>Words as they come, written down a few times a second.</summary>
    private sealed class SpokenWords(ChatLog log, JobRun run, ChatTurn turn, TimeProvider time)
    {
        private readonly StringBuilder text = new();
        private long written;
        private long? partId;
        private bool fresh;

        public async Task AddAsync(string more, CancellationToken ct)
        {
            if (text.Length < MaxWords)
                text.Append(more.Replace("\0", "", StringComparison.Ordinal));
            fresh = true;
            if (time.GetElapsedTime(written) >= Pace)
                await FlushAsync(ct);
        }

        public async Task FlushAsync(CancellationToken ct)
        {
            if (!fresh || text.Length == 0)
                return;
            partId = await log.WriteAsync(run, turn, partId, text.ToString(), ct);
            (written, fresh) = (time.GetTimestamp(), false);
        }
    }
}
