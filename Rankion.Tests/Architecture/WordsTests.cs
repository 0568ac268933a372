using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rankion.Tests.Architecture;

/// <summary>Whatever the pages say is there in German too, word for word and hole for hole.</summary>
public sealed partial class WordsTests
{
    private const string ReasonsFile = "Rankion.Web/Components/Language/Reasons.de.resx";

    private static readonly IReadOnlyList<string> Homes = [.. SourceTree.ProductCode.Where(f => SourceTree.Read(f).Contains("Words Say = new(typeof(", StringComparison.Ordinal) && f != "Rankion.Web/Components/Language/Reasons.cs")];

    private static readonly ILookup<string, (string English, string Where)> Said = SourceTree.ProductCode
        .SelectMany(file => SpokenText.LookedUp(SourceTree.Read(file)).Select(t => (Home: t.Words ?? HomeOf(file), t.English, Where: $"{file}:{t.Line}")))
        .ToLookup(t => t.Home, t => (t.English ?? "", t.Where));

    [Fact]
    public void A_text_is_looked_up_by_its_English() =>
        Nothing(Said.SelectMany(home => home).Where(t => t.English.Length == 0).Select(t => $"{t.Where}: no text stands between the brackets"));

    [Fact]
    public void Every_text_has_its_German() => Nothing(Said.SelectMany(home =>
    {
        var german = German(FileOf(home.Key));
        return home.Where(t => t.English.Length > 0 && !german.ContainsKey(t.English)).Select(t => $"{t.Where}: \"{t.English}\" is not in {home.Key}.de.resx");
    }));

    [Fact]
    public void German_that_nobody_says_is_gone() => Nothing(Homes.SelectMany(file =>
    {
        var home = Path.GetFileNameWithoutExtension(file);
        return German(FileOf(home)).Keys.Except(Said[home].Select(t => t.English)).Select(key => $"{home}.de.resx: \"{key}\"");
    }));

    /// <summary>The compiler of resources takes names without regard to case, and drops the second.</summary>
    [Fact]
    public void No_two_texts_differ_by_case_alone() => Nothing(Homes.Select(file => FileOf(Path.GetFileNameWithoutExtension(file))).Append(ReasonsFile)
        .SelectMany(file => German(file).Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{file}: \"{g.Key}\"")));

    [Fact]
    public void Both_languages_have_the_same_holes() => Nothing(Homes.Select(file => FileOf(Path.GetFileNameWithoutExtension(file))).Append(ReasonsFile)
        .SelectMany(file => German(file).Where(t => !Holes(t.Key).SequenceEqual(Holes(t.Value))).Select(t => $"{file}: \"{t.Key}\"")));

    [Fact]
    public void Every_refusal_has_its_German()
    {
        var said = SourceTree.ProductCode.Where(IsForPeople).SelectMany(file => SpokenText.Refusals(SourceTree.Read(file)).Select(text => (text, file))).Distinct().ToList();
        var german = German(ReasonsFile);
        Assert.NotEmpty(said);
        Nothing(said.Where(t => !german.ContainsKey(t.text)).Select(t => $"{t.file}: \"{t.text}\" is not in Reasons.de.resx"));
        var code = string.Concat(SourceTree.Files.Where(IsOfThePages).Select(file => AnyHole().Replace(SourceTree.Read(file), "{}")));
        Nothing(german.Keys.Except(said.Select(t => t.text)).Where(key => !code.Contains(AnyHole().Replace(key, "{}"), StringComparison.Ordinal)).Select(key => $"{key}: nobody says it"));
    }

    // all of them, each on a line: whoever translates works through the list
    private static void Nothing(IEnumerable<string> faults)
    {
        var lines = faults.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static bool IsOfThePages(string file) => SourceTree.ProductCode.Contains(file) || file.EndsWith(".razor.js", StringComparison.Ordinal);

    // What only programs are told stays English.
    private static bool IsForPeople(string file) => !file.StartsWith("Rankion.Web/Api/", StringComparison.Ordinal);

    /// <summary>A static using, or the words of the nearest folder above.</summary>
    private static string HomeOf(string file)
    {
        if (Using().Match(SourceTree.Read(file)) is { Success: true } match)
            return match.Groups["words"].Value;
        for (var folder = Path.GetDirectoryName(file)!; folder.Length > 0; folder = Path.GetDirectoryName(folder)!)
        {
            if (Homes.FirstOrDefault(h => Path.GetDirectoryName(h) == folder) is { } home)
                return Path.GetFileNameWithoutExtension(home);
        }
        return "";
    }

    private static string FileOf(string home) => Homes.SingleOrDefault(h => Path.GetFileNameWithoutExtension(h) == home) is { } file
        ? Path.ChangeExtension(file, ".de.resx").Replace('\\', '/')
        : throw new InvalidOperationException($"There are no words called '{home}'.");

    private static Dictionary<string, string> German(string file) => !SourceTree.Files.Contains(file) ? [] : XDocument.Parse(SourceTree.Read(file)).Root!
        .Elements("data").Select(d => (English: d.Attribute("name")!.Value, German: d.Element("value")!.Value))
        // two people added the same: one of the lines goes when tools/words.py runs over the file
        .Distinct().ToDictionary(t => t.English, t => t.German);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"using static [\w.]+\.(?<words>\w+Words)\b")]
    private static partial Regex Using();

    [GeneratedRegex(@"\{[^{}\n]*\}")]
    private static partial Regex AnyHole();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Hole();
}
