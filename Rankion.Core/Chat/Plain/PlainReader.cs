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
        var text = clause.Trim().TrimEnd('.', '!', '?', ' ', ',');
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
        var ids = Ids().Matches(clause).Select(m => long.TryParse(m.Groups["id"].Value, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().ToList();
        var text = ids.Count > 0 ? Spaces().Replace(Ids().Replace(clause, " "), " ").Trim() : clause;
        if (ReadKnown(text, clause, today) is not { } step)
            return null;
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
            return new(PlainIntent.Schedule, Mask().Match(text).Value) { At = PlainDates.Find(clause, today), Kind = KindOf(text) };
        if (Star().IsMatch(text))
            return new(PlainIntent.Star);
        if (Tag().Match(text) is { Success: true } tag)
            return new(PlainIntent.Tag) { Tags = TagsOf(tag) };
        if (Upscale().IsMatch(text))
            return new(PlainIntent.Upscale) { Count = Factor().Match(text) is { Success: true } f ? int.Parse(f.Groups["n"].Value, CultureInfo.InvariantCulture) : 2 };
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
        return text.Length == 0 ? null : new(PlainIntent.Make, text) { Count = Math.Clamp(count, 1, GenerationRequest.MaxImages), AspectRatio = ratio };
    }

    private static PlainStep VariantsOf(Match variants)
    {
        var plural = variants.Groups["what"].Value.EndsWith("s", StringComparison.OrdinalIgnoreCase) || variants.Groups["what"].Value.EndsWith("n", StringComparison.OrdinalIgnoreCase);
        var count = variants.Groups["n"].Success ? PlainNumbers.Read(variants.Groups["n"].Value) : plural ? 3 : 1;
        var how = How().Match(variants.Groups["how"].Value);
        return new(PlainIntent.Variants, how.Success ? how.Value.Trim() : "") { Count = Math.Clamp(count, 1, GenerationRequest.MaxImages) };
    }

    private static PlainStep FindOf(string what)
    {
        var tags = Tagged().Matches(what).SelectMany(TagsOf).ToList();
        var rest = Tagged().Replace(what, " ");
        var favorites = Favorites().IsMatch(rest);
        var words = Favorites().Replace(rest, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Filler().IsMatch(w));
        return new(PlainIntent.Find, string.Join(' ', words)) { Tags = tags, Favorites = favorites };
    }

    private static List<string> TagsOf(Match match) =>
        [.. And().Split(match.Groups["tags"].Value).Select(t => t.Trim(' ', '#', '.', '"', '\'')).Where(t => t.Length > 0)];

    private static PlainTarget TargetOf(string clause) =>
        Them().IsMatch(clause) ? PlainTarget.Them : This().IsMatch(clause) ? PlainTarget.This : PlainTarget.It;

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
