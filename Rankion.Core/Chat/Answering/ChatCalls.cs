using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Chat.Answering;

/// <summary>
/// Has tools called: decides who is asked first, calls each once, and waits for what it started. A paid call, its job and the money
/// are one transaction with the word that it was made, so that whoever goes on after a crash only waits.
/// </summary>
public sealed class ChatCalls(AgentTools tools, ChatLog log, JobQueue queue, ChangeFeed feed, IOptions<ChatOptions> options, TimeProvider time)
{
    /// <summary>The safety net below the change feed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    /// <summary>A call as a model asks for it: to be done, to be asked for, or refused from the start.</summary>
    internal ChatPart Propose(ChatTurn turn, ReplyCall call, IChatModel model, IReadOnlyList<ChatPart> beside)
    {
        var part = new ChatPart { MessageId = turn.Answer.Id, Round = turn.Round, Tool = Clean(call.Tool), CallId = Clean(call.Id), Arguments = Clean(call.Arguments), CreatedAt = time.UtcNow() };
        if (tools.Find(call.Tool) is not { } tool || !tool.IsFor(turn.Actor))
            return Refuse(part, "no_such_tool", $"There is no tool {call.Tool} for this person.");
        if (Parse(call.Arguments) is not { } arguments)
            return Refuse(part, "invalid_arguments", "The arguments are no JSON object.");
        part.Price = tool.Price(arguments);
        if (turn.Calls.Count + beside.Count >= options.Value.MaxCalls)
            return Refuse(part, "limit_reached", $"One answer may call at most {options.Value.MaxCalls} tools.");
        if (part.Price > 0 && turn.Committed + beside.Sum(p => p.Price) + part.Price > options.Value.MaxCredits)
            return Refuse(part, "limit_reached", $"One answer may spend at most {options.Value.MaxCredits} credits.");
        part.Asked = IsAsked(turn, tool, model);
        part.State = part.Asked ? ChatCallState.Awaiting : ChatCallState.Proposed;
        return part;
    }

    /// <summary>Makes the calls that may be made, and sees them end.</summary>
    /// <returns>False where a person has to say yes or no to others first.</returns>
    internal async Task<bool> RunAsync(JobRun run, ChatTurn turn, CancellationToken ct)
    {
        foreach (var part in turn.Calls.Where(p => p.State == ChatCallState.Proposed))
            await MakeAsync(run, turn, part, ct);
        foreach (var part in turn.Calls.Where(p => p is { State: ChatCallState.Running, JobId: not null }))
            await AwaitAsync(run, turn, part, ct);
        return turn.Calls.All(p => p.State != ChatCallState.Awaiting);
    }

    /// <summary>
    /// What costs is asked for unless the person switched that off, what reveals always. What a model wants to change after it has read
    /// what others wrote is asked for as well: it may have been talked into it.
    /// </summary>
    private static bool IsAsked(ChatTurn turn, AgentTool tool, IChatModel model) => tool.Effect switch
    {
        ToolEffect.Reveals => true,
        ToolEffect.Costs => !turn.Session.FreeHand,
        ToolEffect.Changes => !turn.Session.FreeHand && !model.HeedsOnlyThePerson && turn.Calls.Any(p => p.Tool is LookingTools.Search or LookingTools.Get),
        _ => false,
    };

    private async Task MakeAsync(JobRun run, ChatTurn turn, ChatPart part, CancellationToken ct)
    {
        CallEnd end;
        try
        {
            var call = new ToolCall(turn.Actor) { Zone = turn.Zone, Accepted = (write, answer) => log.TakeAsync(write, run, turn, part, answer, ct) };
            var arguments = new AIFunctionArguments(Parse(part.Arguments!)!.Value.EnumerateObject().ToDictionary(a => a.Name, a => (object?)a.Value))
            {
                Context = new Dictionary<object, object?> { [typeof(ToolCall)] = call },
            };
            var answer = (ToolAnswer)(await tools.Find(part.Tool!)!.Function.InvokeAsync(arguments, ct))!;
            (part.State, part.JobId, part.ImageIds, part.Credits) = (answer.JobId is null ? ChatCallState.Done : ChatCallState.Running, answer.JobId, answer.ImageIds, answer.Credits);
            if (answer.JobId is not null)
                return;
            end = new(ChatCallState.Done, answer.Json) { ImageIds = answer.ImageIds };
        }
        catch (RefusalException e)
        {
            end = CallEnd.Failed(e.Code, e.Message);
        }
        catch (Exception e) when (e is ArgumentException or JsonException)
        {
            end = CallEnd.Failed("invalid_arguments", "The arguments do not fit the tool.");
        }
        part.State = end.State;
        await log.EndAsync(run, turn, part, end, ct);
    }

    private async Task AwaitAsync(JobRun run, ChatTurn turn, ChatPart part, CancellationToken ct)
    {
        await WhenEndedAsync(turn.Actor, part.JobId!.Value, ct);
        var images = await log.ImagesOfAsync(turn, part, ct);
        var failed = images.FirstOrDefault(i => i.Status != ProcessingStatus.Ready);
        var code = failed is null ? null : failed.ErrorCode ?? (failed.Status == ProcessingStatus.Cancelled ? "cancelled" : "failed");
        var isDone = images.Any(i => i.Status == ProcessingStatus.Ready);
        part.Credits = images.Sum(i => i.Credits);
        part.State = isDone ? ChatCallState.Done : ChatCallState.Failed;
        await log.EndAsync(run, turn, part, new(part.State, JsonSerializer.Serialize(new { Images = images.Select(ToldImage.Of).ToList(), CreditsCharged = part.Credits }, ToolJson.Options))
        {
            ImageIds = part.ImageIds,
            Credits = part.Credits,
            ErrorCode = isDone ? null : code ?? "not_found",
            ErrorMessage = isDone ? null : failed?.ErrorMessage ?? (failed is null ? "The images are no longer there." : "It was cancelled."),
        }, ct);
    }

    private async Task WhenEndedAsync(Actor actor, long jobId, CancellationToken ct)
    {
        using var moved = new SemaphoreSlim(0);
        using var subscription = feed.Subscribe(actor.TeamId, change =>
        {
            if (change is JobChanged job && job.JobId == jobId)
                moved.Release();
        });
        while (await queue.FindAsync(actor, jobId, ct) is { IsFinal: false })
            await moved.WaitAsync(Look, ct);
    }

    /// <summary>PostgreSQL keeps no NUL.</summary>
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static JsonElement? Parse(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments.Length == 0 ? "{}" : arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ChatPart Refuse(ChatPart part, string code, string message)
    {
        (part.State, part.ErrorCode, part.ErrorMessage, part.Result, part.FinishedAt) = (ChatCallState.Failed, code, message, ToolJson.Error(code, message), time.UtcNow());
        return part;
    }
}
