using System.Globalization;
using Rankion.Core.Images;
using Rankion.Core.Images.Searching;
using static Rankion.Web.Components.Search.SearchSay;

namespace Rankion.Web.Components.Search;

/// <summary>Something that the search could go on with.</summary>
/// <param name="Insert">Takes the place of the text from <paramref name="Start"/> to <paramref name="End"/>.</param>
/// <param name="Text">What it is called.</param>
/// <param name="Meta">How many there are, or what it is about.</param>
public sealed record Completion(string Insert, string Text, string? Meta, int Start, int End)
{
    /// <summary>A dot of this colour before it.</summary>
    public string? Color { get; init; }
}

/// <summary>What the search could go on with, at the caret: keys, tags, models, people, projects, collections.</summary>
public sealed class Completions(Facets facets)
{
    private const int Most = 8;

    public async Task<IReadOnlyList<Completion>> AtAsync(SearchDesk desk, string text, int caret, CancellationToken ct)
    {
        if (desk.Actor is null)
            return [];
        var spot = SearchText.Parse(text).At(caret);
        if (spot.Key is not null)
            return [.. (await ValuesAsync(desk, spot.Key, spot.Typed, Most, ct)).Select(v => At(spot, ValueOf(v.Value), v))];
        var keys = SearchMeaning.Keys.Where(key => key.StartsWith(spot.Typed, StringComparison.OrdinalIgnoreCase))
            .Select(key => new Completion($"{key}:", $"{key}:", TermFace.KeyOf(key), spot.Start, spot.End)).ToList();
        if (spot.Typed.Length < 2)
            return keys;
        foreach (var key in (string[])["tag", "project", "collection", "by", "model", "is"])
        {
            foreach (var value in await ValuesAsync(desk, key, spot.Typed, 3, ct))
                keys.Add(new($"{SearchTerm.Of(key, value.Value)} ", value.Name, value.Meta ?? TermFace.KeyOf(key), spot.Start, spot.End) { Color = value.Color });
        }
        return [.. keys.Take(Most)];
    }

    private static Completion At(SearchSpot spot, string insert, Found value) => new(insert, value.Name, value.Meta, spot.Start, spot.End) { Color = value.Color };

    private static string ValueOf(string value) => SearchTerm.Of("k", value).ToString()[2..] + " ";

    private async Task<IEnumerable<Found>> ValuesAsync(SearchDesk desk, string key, string typed, int take, CancellationToken ct)
    {
        bool Begins(string value) => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase);
        switch (key)
        {
            case "tag":
                return (await facets.TopAsync(desk.Actor!, Facet.Tag, typed.TrimStart().ToLowerInvariant(), take, ct)).Select(Counted);
            case "model":
                return (await facets.TopAsync(desk.Actor!, Facet.Model, "", 100, ct)).Where(m => m.Value.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(take).Select(Counted);
            case "project":
                return desk.Projects.Where(p => p.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(take)
                    .Select(p => new Found(NameIn(desk, "project", p.Id), p.Name, null) { Color = p.Color });
            case "collection":
                return desk.Vocabulary.Collections.Where(c => c.Name.Contains(typed, StringComparison.OrdinalIgnoreCase)).Take(take).Select(c => new Found(NameIn(desk, "collection", c.Id), c.Name, null));
            case "by":
                return desk.Vocabulary.People.Where(p => p.Name.Contains(typed, StringComparison.OrdinalIgnoreCase) || Begins(p.Alias) || (p.Id == desk.Vocabulary.Me && "me".Equals(typed, StringComparison.OrdinalIgnoreCase))).Take(take)
                    .Select(p => new Found(NameIn(desk, "by", p.Id), p.Name, p.Id == desk.Vocabulary.Me ? Say["Me"] : p.Alias));
            default:
                return Fixed(key).Select(value => new Found(value, value, TermFace.NameOf(key, value))).Where(f => Begins(f.Value) || (typed.Length > 0 && Begins(f.Meta!))).Take(take);
        }
    }

    private static string[] Fixed(string key) => key switch
    {
        "is" => [.. SearchMeaning.Marks],
        "status" => [.. Enum.GetNames<ProcessingStatus>().Select(n => n.ToLowerInvariant())],
        "source" => [.. Enum.GetNames<ImageSource>().Select(n => n.ToLowerInvariant())],
        "type" => ["image", "video"],
        "created" => ["today", "yesterday", "<7d", "<30d"],
        _ => [],
    };

    /// <summary>The name by which only this one is found.</summary>
    private static string NameIn(SearchDesk desk, string key, long id)
    {
        var filter = key switch { "by" => new ImageFilter { CreatedById = id }, "collection" => new() { CollectionId = id }, _ => new() { ProjectId = id } };
        return SearchMeaning.TextOf(filter, desk.Vocabulary).Terms[0].Values.Single();
    }

    private static Found Counted(FacetCount facet) => new(facet.Value, facet.Value, facet.Count.ToString("N0", CultureInfo.CurrentCulture));

    private sealed record Found(string Value, string Name, string? Meta)
    {
        public string? Color { get; init; }
    }
}
