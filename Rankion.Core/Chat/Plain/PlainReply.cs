using Rankion.Core.Chat.Answering;

namespace Rankion.Core.Chat.Plain;

/// <summary>Reads words that mean something only as the reply to what the planner asked back: "on Friday at 9", "image 42", "Summer".</summary>
internal static class PlainReply
{
    /// <returns>What was left to be done of the request before, with what was missing; null where these words do not answer it.</returns>
    public static IReadOnlyList<PlainStep>? Read(ChatPrompt prompt, DateOnly today)
    {
        // all that was said before these words
        var before = prompt.Said.Reverse().SkipWhile(m => m is not PersonSaid).Skip(1).Reverse().ToList();
        var at = before.FindLastIndex(m => m is PersonSaid);
        if (at < 0 || PlainReader.Read(((PersonSaid)before[at]).Text, today) is not [.., { } open] steps)
            return null;
        var calls = before.Skip(at + 1).OfType<ModelSaid>().SelectMany(said => said.Calls).ToList();
        var failed = calls.Where(call => call.Result.StartsWith("{\"error\"", StringComparison.Ordinal)).ToList();
        // only what came last was left open: what was done before is not done again
        if (failed.Count > 1 || calls.Count - failed.Count != steps.Count - 1)
            return null;
        var asked = ((PersonSaid)before[at]).Text.TrimEnd(' ', '.', '!', '?');
        var words = prompt.Turn.Words.Trim().TrimEnd('.', '!', '?');
        string[] readings = failed.Exists(call => call.Result.Contains("which project", StringComparison.Ordinal)) ? [$"{asked} {words}", $"{asked} in project {words}"] : [$"{asked} {words}"];
        foreach (var reading in readings)
        {
            if (PlainReader.Read(reading, today) is [.., { } now] read && read.Count == steps.Count && Completes(open, now))
                return [now];
        }
        return null;
    }

    /// <summary>The same thing to do, and something known that was not.</summary>
    private static bool Completes(PlainStep open, PlainStep now) =>
        now.Intent == open.Intent && now.Text == open.Text && now.Tags.SequenceEqual(open.Tags)
        && ((open.At is null && now.At is not null) || (open.Ids.Count == 0 && now.Ids.Count > 0) || (open.Project is null && now.Project is not null));
}
