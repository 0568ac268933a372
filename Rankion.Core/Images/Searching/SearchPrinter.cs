namespace Rankion.Core.Images.Searching;

/// <summary>Says a filter in the terms of a search.</summary>
internal static class SearchPrinter
{
    /// <summary>What one request made: not offered to anybody, but a filter may hold it.</summary>
    public const string Generation = "generation";

    public static IEnumerable<SearchTerm> TermsOf(ImageFilter filter, SearchVocabulary vocabulary)
    {
        foreach (var word in SearchWords.Of(filter.Q).Concat(filter.Phrases))
            yield return SearchTerm.Of(null, word);
        foreach (var word in filter.Excluded)
            yield return SearchTerm.Of(null, word) with { IsExcluded = true };
        foreach (var tags in filter.TagsMode == TagsMode.Any && filter.Tags.Count > 0 ? [filter.Tags] : filter.Tags.Select(tag => (IReadOnlyList<string>)[tag]))
            yield return SearchTerm.Of("tag", tags);
        foreach (var (key, values) in Lists(filter, vocabulary).Where(list => list.Values.Any()))
            yield return SearchTerm.Of(key, values);
        foreach (var (mark, value) in Marks(filter).Where(mark => mark.Value is not null))
            yield return SearchTerm.Of("is", mark) with { IsExcluded = value == false };
        if (filter.From is not null || filter.To is not null)
            yield return SearchTerm.Of("created", SearchDates.Print(filter.From, filter.To, vocabulary.Zone));
        if (filter.GenerationId is { } generation)
            yield return SearchTerm.Of(Generation, generation.ToString());
    }

    private static IEnumerable<(string Key, IEnumerable<string> Values)> Lists(ImageFilter filter, SearchVocabulary vocabulary)
    {
        yield return ("model", filter.Models);
        yield return ("by", filter.CreatedByIds.Select(vocabulary.NameOfPerson));
        yield return ("project", filter.ProjectIds.Select(vocabulary.NameOfProject));
        yield return ("collection", filter.CollectionId is { } collection ? [vocabulary.NameOfCollection(collection)] : []);
        yield return ("status", filter.Statuses.Select(s => s.ToString().ToLowerInvariant()));
        yield return ("type", filter.Video is { } video ? [video ? "video" : "image"] : []);
        yield return SearchMeaning.IsAi(filter.Sources) ? ("is", ["ai"]) : ("source", filter.Sources.Select(s => s.ToString().ToLowerInvariant()));
    }

    private static IEnumerable<(string Mark, bool? Value)> Marks(ImageFilter filter)
    {
        yield return ("favorite", filter.Favorite);
        yield return ("shared", filter.Shared);
        yield return filter.Variant == false ? ("original", true) : ("variant", filter.Variant);
        yield return ("untagged", filter.Untagged);
    }
}
