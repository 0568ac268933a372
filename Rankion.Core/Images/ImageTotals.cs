using System.Collections.Concurrent;
using System.Globalization;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>How many images pass a filter, exactly, and by which feed they are best read.</summary>
/// <param name="Filter">What was asked for, a smart collection replaced by what it holds.</param>
/// <param name="Total">All that pass.</param>
/// <param name="Choice">The rarest condition that is a feed.</param>
/// <param name="Listed">How many images the gallery has in all.</param>
/// <param name="Now">The instant at which a link is taken for alive.</param>
internal readonly record struct ImageSurvey(ImageFilter Filter, int Total, FeedChoice Choice, long Listed, DateTime Now)
{
    /// <summary>
    /// How to read a part of the list. Few images are gathered and sorted into an order that their feed is not in; otherwise
    /// the list is walked in its order until enough have passed, which takes about <c>Listed / Count</c> steps for each.
    /// </summary>
    public ImageSql Sql(ImageDialect dialect, int take, bool backwards = false)
    {
        if (Filter.Sort != ImageSort.Edited || Choice.Feed is ImageFeed.Listed or ImageFeed.Trash)
            return new(Filter, Choice, dialect, Now, gather: false, backwards);
        var isFew = Choice.Count * Choice.Count <= take * Listed;
        return new(Filter, isFew ? Choice : new(ImageFeed.Listed, Listed), dialect, Now, isFew, backwards);
    }
}

/// <summary>
/// Exact totals. What is asked for all the time the database counts as it changes; what was counted otherwise is kept until
/// the team's images change.
/// </summary>
public sealed class ImageTotals(TimeProvider time)
{
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<(long TeamId, ImageFilter Filter), (long Changes, int Total)> kept = [];

    internal async Task<ImageSurvey> SurveyAsync(TeamStatements team, ImageFilter filter, CancellationToken ct)
    {
        filter = await FilterJoin.ResolveAsync(team, filter, ct);
        if (filter.IsImpossible)
            return new(filter, 0, new(ImageFeed.Listed, 0), 0, time.UtcNow());
        var counts = await CountsAsync(team, filter, ct);
        var total = await TotalAsync(team, filter, counts, ct);
        return new(filter, total, total == 0 ? new(ImageFeed.Listed, 0) : await ChooseAsync(team, filter, counts, ct), counts[ImageTrait.All], time.UtcNow());
    }

    private static async Task<Dictionary<ImageTrait, long>> CountsAsync(TeamStatements team, ImageFilter filter, CancellationToken ct)
    {
        List<ImageTrait> traits = [ImageTrait.Changes, ImageTrait.All, ImageTrait.Trash, .. TraitsOf(filter).Distinct()];
        var sql = new TeamSql();
        sql.Text = string.Join(" union all ", traits.Select(t =>
            $"select facet, value, count from image_counts where team_id = {TeamSql.Team} and facet = '{t.Facet}' and value = {sql.Add(t.Value)}"));
        var rows = await team.ReadAsync(sql, row => (new ImageTrait(row.Text(0), row.Text(1)), Count: row.Number(2)), ct);
        var counts = traits.ToDictionary(t => t, _ => 0L);
        foreach (var (trait, count) in rows)
            counts[trait] = count;
        return counts;
    }

    private async Task<int> TotalAsync(TeamStatements team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        if (Known(filter, counts) is { } known)
            return (int)known;
        filter = filter with { Sort = ImageSort.Newest };
        var key = (team.TeamId, filter);
        var changes = counts[ImageTrait.Changes];
        if (kept.TryGetValue(key, out var old) && old.Changes == changes)
            return old.Total;
        var total = IsLessWithout(filter) ? await WithoutAsync(team, filter, counts, ct) : await CountAsync(team, filter, counts, ct);
        // links end by themselves: whether an image is shared is no change of it
        if (filter.Shared is not null)
            return total;
        if (kept.Count >= MaxKept)
            kept.Clear();
        kept[key] = (changes, total);
        return total;
    }

    private async Task<int> CountAsync(TeamStatements team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        var choice = await ChooseAsync(team, filter, counts, ct);
        return (await team.ReadAsync(new ImageSql(filter, choice, team.Dialect, time.UtcNow()).Count(), row => (int)row.Number(0), ct))[0];
    }

    /// <summary>Whether what is left out can be found by the index of texts: then that is counted, not what remains.</summary>
    private static bool IsLessWithout(ImageFilter filter) => !filter.Trash && filter.Excluded.Count > 0 && filter.Excluded.All(SearchWords.IsLong);

    private async Task<int> WithoutAsync(TeamStatements team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        var all = filter with { Excluded = [] };
        return await TotalAsync(team, all, counts, ct) - await TotalAsync(team, all with { Either = filter.Excluded }, counts, ct);
    }

    /// <summary>What needs no counting: everything, or one trait.</summary>
    private static long? Known(ImageFilter filter, Dictionary<ImageTrait, long> counts)
    {
        if (filter.Conditions == 0)
            return counts[filter.Trash ? ImageTrait.Trash : ImageTrait.All];
        if (filter is { Trash: true } or { Conditions: > 1 })
            return null;
        if (filter.Favorite == false)
            return counts[ImageTrait.All] - counts[ImageTrait.Favorite];
        var traits = TraitsOf(filter).ToList();
        return traits.Count == 0 ? null : traits.Sum(trait => counts[trait]);
    }

    private async Task<FeedChoice> ChooseAsync(TeamStatements team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        if (filter.Trash)
            return new(ImageFeed.Trash, counts[ImageTrait.Trash]);
        if (filter.Sort == ImageSort.Manual)
            return FeedsOf(filter, counts).Single(f => f.Feed == ImageFeed.Collection);
        if (filter.GenerationId is not null)
            return new(ImageFeed.Generation, 0);
        var feeds = FeedsOf(filter, counts).ToList();
        var parts = PartsOf(filter, team.Dialect).ToList();
        if (parts is [var only] && feeds.Count == 1 && filter.Sort != ImageSort.Edited)
            return new(only.Feed, 0);
        foreach (var part in parts)
            feeds.Add(new(part.Feed, await TotalAsync(team, part.Filter, counts, ct)));
        return feeds.MinBy(f => f.Count);
    }

    /// <summary>The feeds whose size is known.</summary>
    private static IEnumerable<FeedChoice> FeedsOf(ImageFilter filter, Dictionary<ImageTrait, long> counts)
    {
        yield return new(ImageFeed.Listed, counts[ImageTrait.All]);
        if (filter.Favorite == true)
            yield return new(ImageFeed.Favorite, counts[ImageTrait.Favorite]);
        if (filter.CollectionId is { } collection)
            yield return new(ImageFeed.Collection, counts[new("collection", Text(collection))], collection);
        foreach (var trait in filter.Traits)
            yield return new(trait.Feed, trait.Values.Sum(value => counts[new(trait.Facet, Text(value))]), trait.Values);
        if (filter.TagsMode == TagsMode.Any && filter.Tags.Count > 0)
            yield return new(ImageFeed.Tag, filter.Tags.Sum(tag => counts[new("tag", tag)]), filter.Tags);
        else
        {
            foreach (var tag in filter.Tags)
                yield return new(ImageFeed.Tag, counts[new("tag", tag)], tag);
        }
    }

    /// <summary>The feeds whose size has to be counted, each with the filter that is all of it.</summary>
    private static IEnumerable<(ImageFeed Feed, ImageFilter Filter)> PartsOf(ImageFilter filter, ImageDialect dialect)
    {
        var isText = dialect.HasTextFeed && (filter.Search.Long.Any() || filter.Either.Count > 0);
        if (isText)
            yield return (ImageFeed.Text, new() { Q = string.Join(' ', SearchWords.Of(filter.Q).Where(SearchWords.IsLong)), Phrases = [.. filter.Phrases.Where(SearchWords.IsLong)], Either = filter.Either });
        if (filter.Shared == true)
            yield return (ImageFeed.Shared, new() { Shared = true });
        if (filter.Variant is { } variant)
            yield return (variant ? ImageFeed.Variant : ImageFeed.Original, new() { Variant = variant });
        if (filter.Untagged == true)
            yield return (ImageFeed.Untagged, new() { Untagged = true });
        if (filter.Video == true)
            yield return (ImageFeed.Video, new() { Video = true });
        // a walk in the order of creation is bounded by the range anyway
        if ((filter.From is not null || filter.To is not null) && (isText || filter.Sort == ImageSort.Edited))
            yield return (ImageFeed.Range, new() { From = filter.From, To = filter.To });
    }

    private static IEnumerable<ImageTrait> TraitsOf(ImageFilter filter)
    {
        if (filter.Favorite is not null)
            yield return ImageTrait.Favorite;
        if (filter.CollectionId is { } collection)
            yield return new("collection", Text(collection));
        foreach (var trait in filter.Traits)
        {
            foreach (var value in trait.Values)
                yield return new(trait.Facet, Text(value));
        }
        foreach (var tag in filter.Tags)
            yield return new("tag", tag);
    }

    private static string Text(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
