using System.Globalization;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>
/// The statements of one filter, read along one feed. Written by hand, because what makes them cheap at a million rows is
/// the index they walk: always one in the order of the list, with the team at its front.
/// </summary>
internal sealed class ImageSql(ImageFilter filter, FeedChoice choice, ImageDialect dialect, bool gather = false, bool backwards = false)
{
    private readonly TeamSql sql = new();

    private ImageFeed Feed => choice.Feed;

    /// <summary>The text index knows ids alone, and these grow with creation.</summary>
    private bool IsByIdAlone => Feed == ImageFeed.Text && filter.Sort is ImageSort.Newest or ImageSort.Oldest;

    private bool IsAscending => filter.Sort == ImageSort.Oldest != backwards;

    private string Id => Feed switch
    {
        ImageFeed.Tag or ImageFeed.Tags => "f.image_id",
        ImageFeed.Text => "f.rowid",
        _ => "i.id",
    };

    private string CreatedAt => Feed is ImageFeed.Tag or ImageFeed.Tags ? "f.created_at" : "i.created_at";

    /// <summary>What the list is in order of; gathered rows are sorted, so no index in that order may tempt.</summary>
    private string Place => filter.Sort switch
    {
        ImageSort.Edited => gather ? dialect.Probe("coalesce(i.edited_at, i.created_at)") : "coalesce(i.edited_at, i.created_at)",
        ImageSort.Deleted => "i.deleted_at",
        _ => IsByIdAlone ? Id : CreatedAt,
    };

    /// <summary>The rows of a page or a stretch, in no order.</summary>
    public TeamSql Rows(string columns, int take, int skip, ImagePlace? after)
    {
        var limit = $"limit {sql.Add(take)} offset {sql.Add(skip)}";
        string Select(string? tag) => $"select {Place} as place, {Id} as id from {Source()} where {Conditions(tag, after)} {Order(Place, Id)}";
        // each in order by itself, or PostgreSQL would not merge them
        var ids = Feed == ImageFeed.Tags
            ? $"{string.Join(" union all ", filter.Tags.Select((tag, n) => $"select * from ({Select(tag)}) s{n}"))} {Order("place", "id")}"
            : Select(choice.Tag);
        sql.Text = $"select {columns} from ({ids} {limit}) p {dialect.Join} images i on i.id = p.id where {dialect.Probe("i.team_id")} = {TeamSql.Team}";
        return sql;
    }

    public TeamSql Count()
    {
        sql.Text = Feed == ImageFeed.Tags
            ? $"select sum(n) as \"Value\" from ({string.Join(" union all ", filter.Tags.Select(tag => $"select count(*) as n from {Source()} where {Conditions(tag, null)}"))}) c"
            : $"select count(*) as \"Value\" from {Source()} where {Conditions(choice.Tag, null)}";
        return sql;
    }

    /// <summary>The database need not keep the order of the inner select, so the rows are put into it here.</summary>
    public List<Image> Arrange(List<Image> images)
    {
        images.Sort((a, b) =>
        {
            var (x, y) = (filter.PlaceOf(a), filter.PlaceOf(b));
            var at = IsByIdAlone ? 0 : x.At.CompareTo(y.At);
            return (at != 0 ? at : x.Id.CompareTo(y.Id)) * (IsAscending ? 1 : -1);
        });
        return images;
    }

    private string Order(string place, string id)
    {
        var direction = IsAscending ? "asc" : "desc";
        return IsByIdAlone ? $"order by {id} {direction}" : $"order by {place} {direction}, {id} {direction}";
    }

    private string Source()
    {
        var feed = Feed switch
        {
            ImageFeed.Tag or ImageFeed.Tags => "image_tags f",
            ImageFeed.Text => "image_text f",
            _ => null,
        };
        if (feed is null)
            return "images i";
        return NeedsRow() ? $"{feed} {dialect.Join} images i on i.id = {Id}" : feed;
    }

    /// <summary>Whether a feed of its own has to look at the images, too.</summary>
    private bool NeedsRow() => filter.Sort is ImageSort.Edited
        || filter is { Model: not null } or { Favorite: not null } or { ProjectId: not null } or { CreatedById: not null } or { Status: not null } or { Source: not null }
        || (Feed == ImageFeed.Text ? filter is { From: not null } or { To: not null } or { Tags.Count: > 0 } || filter.Search.Short.Any() : filter.Q is not null);

    private string Conditions(string? tag, ImagePlace? after) => string.Join(" and ", [.. FeedConditions(tag), .. Traits(), .. Range(), .. Tagged(tag), .. Words(), .. After(after)]);

    private IEnumerable<string> FeedConditions(string? tag) => Feed switch
    {
        ImageFeed.Tag or ImageFeed.Tags => [$"f.team_id = {TeamSql.Team}", $"f.tag = {sql.Add(tag!)}"],
        ImageFeed.Text => [dialect.Matches(sql, filter.Search.Long)],
        ImageFeed.Trash => [$"i.team_id = {TeamSql.Team}", "i.deleted_at is not null"],
        _ => [$"i.team_id = {TeamSql.Team}", "i.in_gallery", "i.deleted_at is null"],
    };

    private IEnumerable<string> Traits()
    {
        if (filter.Favorite is { } favorite)
            yield return favorite ? Column("is_favorite", ImageFeed.Favorite) : $"not {dialect.Probe("i.is_favorite")}";
        if (filter.ProjectId is { } project)
            yield return $"{Column("project_id", ImageFeed.Project)} = {sql.Add(project)}";
        if (filter.Model is { } model)
            yield return $"{Column("model", ImageFeed.Model)} = {sql.Add(model)}";
        if (filter.CreatedById is { } creator)
            yield return $"{Column("created_by_id", ImageFeed.Creator)} = {sql.Add(creator)}";
        if (filter.Status is { } status)
            yield return $"{Column("status", ImageFeed.Status)} = {sql.Add(NameOf(status))}";
        if (filter.Source is { } source)
            yield return $"{Column("source", ImageFeed.Source)} = {sql.Add(NameOf(source))}";
        if (filter.GenerationId is { } generation)
            yield return $"{Column("generation_id", ImageFeed.Generation)} = {sql.Add(generation)}";
    }

    /// <summary>A range of creation bounds the walk where that is in the order of creation.</summary>
    private IEnumerable<string> Range()
    {
        var isBound = Feed is ImageFeed.Range || (Feed != ImageFeed.Text && filter.Sort is ImageSort.Newest or ImageSort.Oldest);
        var column = isBound ? CreatedAt : dialect.Probe(CreatedAt);
        if (filter.From is { } from)
            yield return $"{column} >= {sql.Add(dialect.Instant(from))}";
        if (filter.To is { } to)
            yield return $"{column} <= {sql.Add(dialect.Instant(to))}";
    }

    private IEnumerable<string> Tagged(string? walked)
    {
        if (Feed == ImageFeed.Trash)
        {
            var tests = filter.Tags.Select(tag => dialect.HasTag(sql, tag)).ToList();
            return tests.Count == 0 ? [] : [$"({string.Join(filter.TagsMode == TagsMode.Any ? " or " : " and ", tests)})"];
        }
        // each tag's feed leaves out what an earlier one has shown
        if (Feed == ImageFeed.Tags)
            return filter.Tags.TakeWhile(tag => tag != walked).Select(tag => $"{InFeed([tag])} <> 1");
        if (filter.TagsMode == TagsMode.Any)
            return filter.Tags.Count == 0 || walked is not null ? [] : [$"{InFeed(filter.Tags)} <> 0"];
        return filter.Tags.Where(tag => tag != walked).Select(tag => $"{InFeed([tag])} <> 0");
    }

    /// <summary>One or zero, said so that PostgreSQL neither turns it into a join that reads both feeds to their ends nor expects it to leave few.</summary>
    private string InFeed(IEnumerable<string> tags) =>
        $"coalesce((select 1 from image_tags t where t.team_id = {TeamSql.Team} and t.tag in ({string.Join(", ", tags.Select(sql.Add))}) and t.created_at = {CreatedAt} and t.image_id = {Id} limit 1), 0)";

    private IEnumerable<string> Words() =>
        (Feed == ImageFeed.Text ? filter.Search.Short : filter.Search.All).Select(word => dialect.Holds(sql, word));

    private IEnumerable<string> After(ImagePlace? after)
    {
        if (after is not { } place)
            return [];
        var beyond = IsAscending ? ">" : "<";
        var id = $"{Id} {beyond} {sql.Add(place.Id)}";
        if (IsByIdAlone)
            return [id];
        var at = sql.Add(dialect.Instant(place.At));
        return [$"{Place} {beyond}= {at}", $"({Place} {beyond} {at} or {id})"];
    }

    private string Column(string column, ImageFeed feed) => Feed == feed ? $"i.{column}" : dialect.Probe($"i.{column}");

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLower(CultureInfo.InvariantCulture);
}
