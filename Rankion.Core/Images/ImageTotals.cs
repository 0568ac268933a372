using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>How many images pass a filter, exactly, and by which feed they are best read.</summary>
/// <param name="Total">All that pass.</param>
/// <param name="Choice">The rarest condition that is a feed.</param>
/// <param name="Listed">How many images the gallery has in all.</param>
internal readonly record struct ImageSurvey(int Total, FeedChoice Choice, long Listed)
{
    /// <summary>
    /// How to read a part of the list. Few images are gathered and sorted into an order that their feed is not in; otherwise
    /// the list is walked in its order until enough have passed, which takes about <c>Listed / Count</c> steps for each.
    /// </summary>
    public ImageSql Sql(ImageFilter filter, ImageDialect dialect, int take, bool backwards = false)
    {
        if (filter.Sort != ImageSort.Edited || Choice.Feed is ImageFeed.Listed or ImageFeed.Trash)
            return new(filter, Choice, dialect, gather: false, backwards);
        var isFew = Choice.Count * Choice.Count <= take * Listed;
        return new(filter, isFew ? Choice : new(ImageFeed.Listed, Listed), dialect, isFew, backwards);
    }
}

/// <summary>
/// Exact totals. What is asked for all the time the database counts as it changes; what was counted otherwise is kept until
/// the team's images change.
/// </summary>
public sealed class ImageTotals
{
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<(long TeamId, ImageFilter Filter), (long Changes, int Total)> kept = [];

    internal async Task<ImageSurvey> SurveyAsync(TeamData team, ImageFilter filter, CancellationToken ct)
    {
        var counts = await CountsAsync(team, filter, ct);
        var total = await TotalAsync(team, filter, counts, ct);
        return new(total, total == 0 ? new(ImageFeed.Listed, 0) : await ChooseAsync(team, filter, counts, ct), counts[ImageTrait.All]);
    }

    private static async Task<Dictionary<ImageTrait, long>> CountsAsync(TeamData team, ImageFilter filter, CancellationToken ct)
    {
        List<ImageTrait> traits = [ImageTrait.Changes, ImageTrait.All, ImageTrait.Trash, .. TraitsOf(filter).Distinct()];
        var sql = new TeamSql();
        sql.Text = string.Join(" union all ", traits.Select(t =>
            $"select facet as \"Facet\", value as \"Value\", count as \"Count\" from image_counts where team_id = {TeamSql.Team} and facet = '{t.Facet}' and value = {sql.Add(t.Value)}"));
        var rows = await team.Read<TraitCount>(sql).ToListAsync(ct);
        var counts = traits.ToDictionary(t => t, _ => 0L);
        foreach (var row in rows)
            counts[new(row.Facet, row.Value)] = row.Count;
        return counts;
    }

    private async Task<int> TotalAsync(TeamData team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        if (Known(filter, counts) is { } known)
            return (int)known;
        var key = (team.TeamId, filter with { Sort = ImageSort.Newest });
        var changes = counts[ImageTrait.Changes];
        if (kept.TryGetValue(key, out var old) && old.Changes == changes)
            return old.Total;
        var choice = await ChooseAsync(team, key.Item2, counts, ct);
        var total = (await team.Read<int>(new ImageSql(key.Item2, choice, team.Dialect).Count()).ToListAsync(ct))[0];
        if (kept.Count >= MaxKept)
            kept.Clear();
        kept[key] = (changes, total);
        return total;
    }

    /// <summary>What needs no counting: everything, or one trait.</summary>
    private static long? Known(ImageFilter filter, Dictionary<ImageTrait, long> counts) => filter switch
    {
        { Conditions: 0 } => counts[filter.Trash ? ImageTrait.Trash : ImageTrait.All],
        { Conditions: > 1 } or { Trash: true } => null,
        { Favorite: false } => counts[ImageTrait.All] - counts[ImageTrait.Favorite],
        _ => TraitsOf(filter).Select(trait => (long?)counts[trait]).SingleOrDefault(),
    };

    private async Task<FeedChoice> ChooseAsync(TeamData team, ImageFilter filter, Dictionary<ImageTrait, long> counts, CancellationToken ct)
    {
        if (filter.Trash)
            return new(ImageFeed.Trash, counts[ImageTrait.Trash]);
        if (filter.GenerationId is not null)
            return new(ImageFeed.Generation, 0);
        var feeds = FeedsOf(filter, counts).ToList();
        var isText = team.Dialect.HasTextFeed && filter.Search.Long.Any();
        var isRange = filter.From is not null || filter.To is not null;
        var byEdit = filter.Sort == ImageSort.Edited;
        if (isText && feeds.Count == 1 && !isRange && !byEdit)
            return new(ImageFeed.Text, 0);
        if (isText)
            feeds.Add(new(ImageFeed.Text, await TotalAsync(team, new() { Q = string.Join(' ', filter.Search.Long) }, counts, ct)));
        if (isRange && (isText || byEdit))
            feeds.Add(new(ImageFeed.Range, await TotalAsync(team, new() { From = filter.From, To = filter.To }, counts, ct)));
        return feeds.MinBy(f => f.Count);
    }

    private static IEnumerable<FeedChoice> FeedsOf(ImageFilter filter, Dictionary<ImageTrait, long> counts)
    {
        yield return new(ImageFeed.Listed, counts[ImageTrait.All]);
        foreach (var trait in TraitsOf(filter).Where(t => t.Facet != "tag" && (t != ImageTrait.Favorite || filter.Favorite == true)))
            yield return new(Enum.Parse<ImageFeed>(trait.Facet, ignoreCase: true), counts[trait]);
        if (filter is { TagsMode: TagsMode.Any, Tags.Count: > 1 })
            yield return new(ImageFeed.Tags, filter.Tags.Sum(tag => counts[new("tag", tag)]));
        else
        {
            foreach (var tag in filter.Tags)
                yield return new(ImageFeed.Tag, counts[new("tag", tag)], tag);
        }
    }

    private static IEnumerable<ImageTrait> TraitsOf(ImageFilter filter)
    {
        if (filter.Favorite is not null)
            yield return ImageTrait.Favorite;
        if (filter.ProjectId is { } project)
            yield return new("project", project.ToString(CultureInfo.InvariantCulture));
        if (filter.Model is { } model)
            yield return new("model", model);
        if (filter.CreatedById is { } creator)
            yield return new("creator", creator.ToString(CultureInfo.InvariantCulture));
        if (filter.Status is { } status)
            yield return new("status", status.ToString().ToLowerInvariant());
        if (filter.Source is { } source)
            yield return new("source", source.ToString().ToLowerInvariant());
        foreach (var tag in filter.Tags)
            yield return new("tag", tag);
    }

    private sealed record TraitCount(string Facet, string Value, long Count);
}
