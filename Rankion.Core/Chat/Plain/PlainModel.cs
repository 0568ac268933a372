using System.Runtime.CompilerServices;
using System.Text.Json;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Chat.Tools;

namespace Rankion.Core.Chat.Plain;

/// <summary>
/// The planner that needs no key: it reads plain requests, calls the same tools as a language model would, and says honestly what it
/// does not understand. It acts on the person's own words alone, and plans the same again after a crash.
/// </summary>
public sealed class PlainModel(TimeProvider time) : IChatModel
{
    public string Name => "planner";

    public bool HeedsOnlyThePerson => true;

    public async IAsyncEnumerable<ReplyPiece> ReplyAsync(ChatPrompt prompt, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var turn = prompt.Turn;
        if (turn.HasSpoken)
            yield break;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.UtcNow(), turn.Zone));
        var say = PlainWords.For(turn);
        var steps = PlainReader.Read(turn.Words, today) ?? PlainReply.Read(prompt, today) ?? [];
        if (turn.Calls.Any(c => c.State != ChatCallState.Done) || turn.Calls.Count >= steps.Count)
            yield return new ReplyWords(steps.Count == 0 ? say.NotUnderstood : say.Outcome(steps, turn.Calls));
        else if (CallOf(steps[turn.Calls.Count], prompt, say, out var refusal) is { } call)
            yield return call;
        else
            yield return new ReplyWords(say.Stopped(turn.Calls, refusal!));
    }

    /// <summary>The call that a step comes to; null, with the reason, where it comes to none.</summary>
    private ReplyCall? CallOf(PlainStep step, ChatPrompt prompt, PlainWords say, out string? refusal)
    {
        refusal = null;
        if (ToolOf(step.Intent) is not { } tool)
        {
            refusal = say.About(step.Intent);
            return null;
        }
        if (prompt.Tools.All(t => t.Name != tool))
        {
            refusal = prompt.Turn.CanWrite ? say.NoSuchTool : say.OnlyReads;
            return null;
        }
        var targets = TargetsOf(step, prompt.Turn);
        if (targets.Count == 0 && step.Intent is not (PlainIntent.Make or PlainIntent.Find or PlainIntent.Schedule))
            refusal = say.WhichImage;
        else if (step is { Intent: PlainIntent.Schedule, At: null })
            refusal = say.When;
        else if (step.At < TimeZoneInfo.ConvertTimeFromUtc(time.UtcNow(), prompt.Turn.Zone))
            refusal = say.Past;
        if (refusal is not null)
            return null;
        return new($"plan_{prompt.Turn.Calls.Count}", tool, JsonSerializer.Serialize(ArgumentsOf(step, targets, say), ToolJson.Options));
    }

    private static string? ToolOf(PlainIntent intent) => intent switch
    {
        PlainIntent.Make => MakingTools.Generate,
        PlainIntent.Change or PlainIntent.Variants => MakingTools.Edit,
        PlainIntent.Tag or PlainIntent.Untag => CuratingTools.Tag,
        PlainIntent.Star or PlainIntent.Unstar => CuratingTools.Favorite,
        PlainIntent.Find => LookingTools.Search,
        PlainIntent.Share => PublishingTools.Share,
        PlainIntent.Schedule => PublishingTools.Schedule,
        PlainIntent.Upscale => MakingTools.Upscale,
        PlainIntent.Collect => CuratingTools.Collect,
        _ => null,
    };

    private static object ArgumentsOf(PlainStep step, IReadOnlyList<long> targets, PlainWords say) => step.Intent switch
    {
        PlainIntent.Make => new { Prompt = step.Text, step.Count, step.AspectRatio },
        PlainIntent.Change => new { ImageId = targets[0], Prompt = step.Text },
        PlainIntent.Variants => new { ImageId = targets[0], Prompt = step.Text.Length > 0 ? $"{say.Variant}, {step.Text}" : say.Variant, step.Count },
        PlainIntent.Tag => new { ImageIds = targets, Add = step.Tags },
        PlainIntent.Untag => new { ImageIds = targets, Remove = step.Tags },
        PlainIntent.Star => new { ImageIds = targets, Favorite = true },
        PlainIntent.Unstar => new { ImageIds = targets, Favorite = false },
        PlainIntent.Find => new { Words = step.Text.Length > 0 ? step.Text : null, Tags = step.Tags.Count > 0 ? step.Tags : null, Favorite = step.Favorites ? true : (bool?)null, step.Limit },
        PlainIntent.Share => new { ImageId = targets[0], step.ExpiresIn },
        PlainIntent.Upscale => new { ImageId = targets[0], Factor = step.Count },
        PlainIntent.Collect => new { ImageIds = targets, Collection = step.Text },
        _ => new
        {
            At = step.At!.Value.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            Title = step.Text.Length > 0 ? step.Text : targets.Count > 0 ? null : say.Untitled,
            ImageId = targets.Count > 0 ? targets[0] : (long?)null,
            Kind = step.Kind ?? "social_post",
            step.Project,
        },
    };

    /// <summary>What "it", "this" and "them" mean: what this very request has made goes first.</summary>
    private static IReadOnlyList<long> TargetsOf(PlainStep step, PromptTurn turn)
    {
        if (step.Ids.Count > 0)
            return step.Ids;
        IReadOnlyList<long> pinned = turn.SourceId is { } id ? [id] : [];
        var last = turn.Calls.LastOrDefault(c => c.ImageIds.Count > 0)?.ImageIds ?? turn.LastImageIds;
        IReadOnlyList<long> one = last.Count > 0 ? [last[0]] : [];
        if (step.Nth is { } nth)
            return (nth < 0 ? last.Count - 1 : nth - 1) is var at && at >= 0 && at < last.Count ? [last[at]] : [];
        return step.Target switch
        {
            PlainTarget.All => last,
            PlainTarget.Them => last.Count > 0 ? last : pinned,
            PlainTarget.This when turn.Calls.Count == 0 => pinned.Count > 0 ? pinned : one,
            // to tag or star what was just made means all of it
            _ when turn.Calls.Count > 0 && last.Count > 0 && step.Intent is PlainIntent.Tag or PlainIntent.Star or PlainIntent.Collect => last,
            _ => one.Count > 0 ? one : pinned,
        };
    }
}
