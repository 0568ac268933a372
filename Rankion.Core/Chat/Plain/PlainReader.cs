using System.Globalization;
using System.Text.RegularExpressions;
using Rankion.Core.Generation;

namespace Rankion.Core.Chat.Plain;

/// <summary>
/// Reads plain requests, in English and German: a sentence or several things in a row. What it does not know for sure it leaves
/// unread, and the answer says so.
/// </summary>
internal static partial class PlainReader
{
    private const int MaxShortWords = 12;

    private static readonly string[] Spans = ["1h", "1d", "7d", "30d"];

    /// <param name="today">The person's.</param>
    /// <returns>What to do, in order; null where a part of it was not understood.</returns>
    public static IReadOnlyList<PlainStep>? Read(string words, DateOnly today)
    {
        var quotes = new List<string>();
        var masked = Quoted().Replace(words, quote =>
        {
            quotes.Add(quote.Value);
            return $"\uE000{quotes.Count - 1}\uE001";
        });
        if (Greeting().IsMatch(masked) || Ability().IsMatch(masked))
            return [new(PlainIntent.Help)];
        var steps = new List<PlainStep>();
        foreach (var clause in Breaks().Split(masked).Select(Bare).Where(c => c.Length > 0))
        {
            if (ReadOne(clause, today) is not { } step)
                return null;
            // what is drawn may be words; a title or a tag is what stands between the marks
            var said = Unmask(step.Text);
            steps.Add(step with
            {
                Text = step.Intent is PlainIntent.Make or PlainIntent.Change or PlainIntent.Variants ? said : Inner(said),
                Project = step.Project is { } project ? Inner(Unmask(project)) : null,
                Tags = [.. step.Tags.Select(tag => Inner(Unmask(tag)))],
            });
        }
        return steps.Count == 0 ? null : steps;

        string Unmask(string text) => Mask().Replace(text, m => quotes[int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture)]);
        static string Inner(string text) => Quoted().Replace(text, quote => quote.Groups["q"].Value).Trim();
    }

    /// <summary>Words before and after the request itself.</summary>
    private static string Bare(string clause)
    {
        var text = Ornament().Replace(clause.Trim().TrimEnd('.', '!', '?', ' ', ','), "");
        for (var before = ""; before != text;)
        {
            before = text;
            text = Polite().Replace(text, "").Trim();
        }
        text = PoliteEnd().Replace(text, "").Trim().TrimEnd(',', '.', '!', '?');
        // "… heller machen" says the verb last
        if (VerbLast().Match(text) is not { Success: true } last)
            return text;
        return $"{(last.Groups["verb"].Value is "machen" ? "mach" : last.Groups["verb"].Value)} {last.Groups["rest"].Value}";
    }

    private static PlainStep? ReadOne(string clause, DateOnly today)
    {
        var ids = Ids().Matches(clause).SelectMany(m => Digits().Matches(m.Value)).Select(m => long.TryParse(m.Value, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        var text = ids.Count > 0 ? Spaces().Replace(Ids().Replace(clause, " "), " ").Trim() : clause;
        var nth = Nth().Match(text);
        // "the second one" is "it" from here on
        if (nth.Success)
            text = Nth().Replace(text, char.ToLowerInvariant(nth.Value[0]) == 'd' ? "es" : "it", 1);
        if (Refused().IsMatch(text) || ReadKnown(text, clause, today) is not { } step)
            return null;
        if (nth.Success)
            step = step with { Nth = Position(nth.Groups["nth"].Value) };
        // "make image 42 darker"
        var changes = step.Intent == PlainIntent.Make && ids.Count > 0;
        return step with { Ids = ids, Target = TargetOf(clause), Intent = changes ? PlainIntent.Change : step.Intent, Text = changes ? text : step.Text };
    }

    private static PlainStep? ReadKnown(string text, string clause, DateOnly today)
    {
        if (Thanks().IsMatch(text))
            return new(PlainIntent.Thanks);
        if (Help().IsMatch(text))
            return new(PlainIntent.Help);
        if (Untag().Match(text) is { Success: true } untag)
            return new(PlainIntent.Untag) { Tags = TagsOf(untag) };
        if (Unstar().IsMatch(text))
            return new(PlainIntent.Unstar);
        if (Delete().IsMatch(text))
            return new(PlainIntent.Delete);
        if (Share().IsMatch(text))
            return new(PlainIntent.Share) { ExpiresIn = ExpiryOf(text) };
        if (Collect().Match(text) is { Success: true } collect)
            return new(PlainIntent.Collect, collect.Groups["name"].Value.Trim());
        if (Schedule().IsMatch(text) && (PlainDates.Find(clause, today) is not null || Calendar().IsMatch(text)))
            return ScheduleOf(text, clause, today);
        if (Beyond().IsMatch(text))
            return new(PlainIntent.Beyond);
        if (Star().IsMatch(text))
            return new(PlainIntent.Star);
        if (Tag().Match(text) is { Success: true } tag)
            return new(PlainIntent.Tag) { Tags = TagsOf(tag) };
        if (Upscale().IsMatch(text))
            return UpscaleOf(text);
        if (Find().Match(text) is { Success: true } find)
            return FindOf(find.Groups["q"].Value);
        if (Variants().Match(text) is { Success: true } variants)
            return VariantsOf(variants);
        if (Change().IsMatch(text) || (text.Split(' ').Length <= MaxShortWords && Looks().IsMatch(text)))
            return new(PlainIntent.Change, text);
        return Make().Match(text) is { Success: true } make ? MakeOf(make.Groups["what"].Value) : null;
    }

    private static PlainStep? MakeOf(string what)
    {
        var ratio = Ratio().Match(what) is { Success: true } named ? named.Value.Replace(" ", "", StringComparison.Ordinal) : Shape().Match(what) is { Success: true } shape ? RatioOf(shape) : null;
        var text = Spaces().Replace(Shape().Replace(Ratio().Replace(what, " "), " "), " ").Trim();
        var count = 1;
        if (Pictures().Match(text) is { Success: true } pictures)
        {
            count = pictures.Groups["n"].Success ? PlainNumbers.Read(pictures.Groups["n"].Value) : 1;
            text = Relative().IsMatch(text[pictures.Length..]) ? text : text[pictures.Length..];
        }
        text = text.Trim(' ', ',', ':');
        return text.Length == 0 ? null : AtMost(count, new(PlainIntent.Make, text) { AspectRatio = ratio });
    }

    private static PlainStep VariantsOf(Match variants)
    {
        var plural = variants.Groups["what"].Value.EndsWith("s", StringComparison.OrdinalIgnoreCase) || variants.Groups["what"].Value.EndsWith("n", StringComparison.OrdinalIgnoreCase);
        var count = variants.Groups["n"].Success ? PlainNumbers.Read(variants.Groups["n"].Value) : plural ? 3 : 1;
        var how = How().Match(variants.Groups["how"].Value);
        return AtMost(count, new(PlainIntent.Variants, how.Success ? how.Value.Trim() : ""));
    }

    private static PlainStep AtMost(int count, PlainStep step) => count > GenerationRequest.MaxImages ? new(PlainIntent.TooMany) : step with { Count = Math.Max(1, count) };

    private static PlainStep UpscaleOf(string text)
    {
        var factor = Factor().Match(text) is not { Success: true } named ? 2
            : named.Groups["n"].Value.ToLowerInvariant() is "double" or "twice" or ['d', 'o', 'p', ..] ? 2
            : named.Value.EndsWith('k') ? 0 : PlainNumbers.Read(named.Groups["n"].Value);
        return factor is 2 or 4 ? new(PlainIntent.Upscale) { Count = factor } : new(PlainIntent.OtherFactor);
    }

    private static PlainStep ScheduleOf(string text, string clause, DateOnly today)
    {
        var project = Project().Match(text) is { Success: true } named ? named : null;
        if (project is not null)
            (text, clause) = (Project().Replace(text, " "), Project().Replace(clause, " "));
        return new(PlainIntent.Schedule, Mask().Match(text).Value) { At = PlainDates.Find(clause, today), Kind = KindOf(text), Project = project?.Groups["name"].Value.Trim() };
    }

    /// <summary>Null where it asks for something that the search of a chat does not know: finding nothing, or the opposite, would be a lie.</summary>
    private static PlainStep? FindOf(string what)
    {
        if (NotSearched().IsMatch(what))
            return null;
        var newest = Newest().Match(what);
        var limit = newest.Groups["n"].Success ? PlainNumbers.Read(newest.Groups["n"].Value) : newest.Groups["only"].Success ? 1 : (int?)null;
        what = Newest().Replace(what, " ");
        var tags = Tagged().Matches(what).SelectMany(TagsOf).ToList();
        var rest = Tagged().Replace(what, " ");
        var favorites = Favorites().IsMatch(rest);
        var words = Favorites().Replace(rest, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Filler().IsMatch(w));
        return new(PlainIntent.Find, string.Join(' ', words)) { Tags = tags, Favorites = favorites, Limit = limit };
    }

    private static List<string> TagsOf(Match match) =>
        [.. And().Split(match.Groups["tags"].Value).Select(t => t.Trim(' ', '#', '.', '"', '\'')).Where(t => t.Length > 0)];

    private static PlainTarget TargetOf(string clause) =>
        All().IsMatch(clause) ? PlainTarget.All : Them().IsMatch(clause) ? PlainTarget.Them : This().IsMatch(clause) ? PlainTarget.This : PlainTarget.It;

    /// <summary>From 1; the last is −1.</summary>
    private static int Position(string ordinal) => ordinal.ToLowerInvariant() switch
    {
        ['f', 'i', 'r', ..] or ['e', ..] or ['1', ..] => 1,
        ['s', ..] or ['z', ..] or ['2', ..] => 2,
        ['t', ..] or ['d', ..] or ['3', ..] => 3,
        ['f', 'o', ..] or ['v', ..] or ['4', ..] => 4,
        ['l', ..] => -1,
        _ => 5,
    };

    private static string RatioOf(Match shape) => char.ToLowerInvariant(shape.Value.TrimStart()[0]) is 'p' or 'h' || shape.Value.Contains("hoch", StringComparison.OrdinalIgnoreCase) ? "2:3"
        : shape.Value.Contains("qua", StringComparison.OrdinalIgnoreCase) ? "1:1" : "3:2";

    /// <summary>The longest span that is not longer than the one named.</summary>
    private static string? ExpiryOf(string text)
    {
        if (Forever().IsMatch(text))
            return "never";
        if (Span().Match(text) is not { Success: true } span)
            return null;
        var hours = PlainNumbers.Read(span.Groups["n"].Value) * char.ToLowerInvariant(span.Groups["unit"].Value[0]) switch { 'h' or 's' => 1, 'w' => 7 * 24, 'm' => 30 * 24, _ => 24 };
        return hours >= 30 * 24 ? Spans[3] : hours >= 7 * 24 ? Spans[2] : hours >= 24 ? Spans[1] : Spans[0];
    }

    private static string? KindOf(string text) =>
        Newsletter().IsMatch(text) ? "newsletter" : Article().IsMatch(text) ? "article" : null;
}
