using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>Two filters at once: what a list is asked for, and what its smart collection holds.</summary>
internal static class FilterJoin
{
    /// <summary>Puts the filter of a smart collection in the collection's place; every other filter stays as it is.</summary>
    public static async ValueTask<ImageFilter> ResolveAsync(TeamStatements team, ImageFilter filter, CancellationToken ct)
    {
        if (filter.CollectionId is not { } id)
            return filter;
        var sql = new TeamSql();
        sql.Text = $"select filter from collections where id = {sql.Add(id)} and team_id = {TeamSql.Team} and filter is not null";
        return await team.ReadAsync(sql, row => row.Text(0), ct) is [var saved] ? And(filter with { CollectionId = null }, ImageFilter.OfQuery(saved)) : filter;
    }

    /// <summary>What passes both, in the order of the first.</summary>
    /// <exception cref="RefusalException">422 where they are too much for one search together.</exception>
    public static ImageFilter And(ImageFilter a, ImageFilter b)
    {
        var isPossible = true;
        T? Same<T>(T? x, T? y)
            where T : struct
        {
            isPossible &= x is null || y is null || x.Equals(y);
            return x ?? y;
        }
        IReadOnlyList<T> Common<T>(IReadOnlyList<T> x, IReadOnlyList<T> y)
        {
            if (x.Count == 0 || y.Count == 0)
                return x.Count == 0 ? y : x;
            var both = x.Intersect(y).ToList();
            isPossible &= both.Count > 0;
            return both;
        }
        var (first, rest) = a.Tags.Count == 0 || (IsAny(a) && !IsAny(b) && b.Tags.Count > 0) ? (b, a) : (a, b);
        var joined = a with
        {
            Q = $"{a.Q} {b.Q}",
            Phrases = [.. a.Phrases, .. b.Phrases],
            Excluded = [.. a.Excluded, .. b.Excluded],
            Models = Common(a.Models, b.Models),
            ProjectIds = Common(a.ProjectIds, b.ProjectIds),
            CreatedByIds = Common(a.CreatedByIds, b.CreatedByIds),
            Statuses = Common(a.Statuses, b.Statuses),
            Sources = Common(a.Sources, b.Sources),
            From = a.From is null || b.From > a.From ? b.From : a.From,
            To = a.To is null || b.To < a.To ? b.To : a.To,
            Favorite = Same(a.Favorite, b.Favorite),
            Shared = Same(a.Shared, b.Shared),
            Variant = Same(a.Variant, b.Variant),
            Untagged = Same(a.Untagged, b.Untagged),
            Video = Same(a.Video, b.Video),
            GenerationId = Same(a.GenerationId, b.GenerationId),
            CollectionId = Same(a.CollectionId, b.CollectionId),
            Tags = IsAny(rest) ? first.Tags : [.. first.Tags, .. rest.Tags],
            TagsMode = IsAny(first) ? TagsMode.Any : TagsMode.All,
            EitherTags = IsAny(rest) && !rest.Tags.SequenceEqual(first.Tags) ? rest.Tags : [],
        };
        return joined with { IsImpossible = !isPossible };
    }

    /// <summary>Whether one of several tags will do.</summary>
    private static bool IsAny(ImageFilter filter) => filter is { TagsMode: TagsMode.Any, Tags.Count: > 1 };
}
