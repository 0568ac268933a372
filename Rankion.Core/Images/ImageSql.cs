using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>
/// The statements of one filter, read along one feed. Written by hand, because what makes them cheap at a million rows is
/// the index they walk: always one in the order of the list, with the team at its front.
/// </summary>
internal sealed class ImageSql(ImageFilter filter, FeedChoice choice, ImageDialect dialect, DateTime now, bool gather = false, bool backwards = false)
{
    private readonly TeamSql sql = new();
    private IReadOnlyList<long> picked = [];

    private ImageFeed Feed => choice.Feed;

    /// <summary>The text index knows ids alone, and these grow with creation.</summary>
    private bool IsByIdAlone => Feed == ImageFeed.Text && filter.Sort is ImageSort.Newest or ImageSort.Oldest;

    private bool IsAscending => filter.Sort is (ImageSort.Oldest or ImageSort.Expiring or ImageSort.Manual) != backwards;

    /// <summary>Whether the feed is a table that has the images' ids and instants.</summary>
    private bool IsApart => Feed is ImageFeed.Tag or ImageFeed.Collection;

    private string Id => Feed switch
    {
        ImageFeed.Tag or ImageFeed.Collection => "f.image_id",
        ImageFeed.Text => "f.rowid",
        _ => "i.id",
    };

    private string CreatedAt => IsApart ? "f.created_at" : "i.created_at";

    /// <summary>What the list is in order of; gathered rows are sorted, so no index in that order may tempt.</summary>
    private string Place => filter.Sort switch
    {
        ImageSort.Edited => gather ? dialect.Probe("coalesce(i.edited_at, i.created_at)") : "coalesce(i.edited_at, i.created_at)",
        ImageSort.Deleted or ImageSort.Expiring => "i.deleted_at",
        ImageSort.Manual => Position,
        _ => IsByIdAlone ? Id : CreatedAt,
    };

    /// <summary>Where an image stands in the order of the collection.</summary>
    private string Position => Feed == ImageFeed.Collection ? "f.position" : $"(select c.position {OfCollection()})";

    /// <summary>The rows of a page or a stretch, in no order.</summary>
    public TeamSql Rows(string columns, int take, int skip, ImagePlace? after)
    {
        var limit = $"limit {sql.Add(take)} offset {sql.Add(skip)}";
        string Select(object? value) => $"select {Place} as place, {Id} as id from {Source()} where {Conditions(value, after)} {Order(Place, Id)}";
        // each in order by itself, or PostgreSQL would not merge them
        var ids = choice.Values.Count > 1
            ? $"{string.Join(" union all ", choice.Values.Select((value, n) => $"select * from ({Select(value)}) s{n}"))} {Order("place", "id")}"
            : Select(choice.Values.SingleOrDefault());
        sql.Text = $"select {columns} from ({ids} {limit}) p {dialect.Join} images i on i.id = p.id where {dialect.Probe("i.team_id")} = {TeamSql.Team}";
        return sql;
    }

    /// <summary>A whole list in its order, by little of each row.</summary>
    /// <param name="ids">For <see cref="ImageFeed.Picked"/>: which images.</param>
    public TeamSql Sheet(int take, IReadOnlyList<long>? ids = null)
    {
        picked = ids ?? [];
        var at = filter.Sort switch
        {
            ImageSort.Edited => dialect.Micros("coalesce(i.edited_at, i.created_at)"),
            ImageSort.Deleted or ImageSort.Expiring => dialect.Micros("i.deleted_at"),
            ImageSort.Manual => Position,
            _ => dialect.Micros(CreatedAt),
        };
        string Select(object? value) => $"""
            select {Id} as "Id", {at} as "At", i.width as "Width", i.height as "Height", i.dominant_color as "DominantColor", i.root_id as "RootId", i.is_primary as "IsPrimary"
            from {Source(withRow: true)} where {Conditions(value, null)} {Order(Place, Id)}
            """;
        var rows = choice.Values.Count > 1
            ? $"{string.Join(" union all ", choice.Values.Select((value, n) => $"select * from ({Select(value)}) s{n}"))} {Order("\"At\"", "\"Id\"")}"
            : Select(choice.Values.SingleOrDefault());
        sql.Text = $"{rows} limit {sql.Add(take)}";
        return sql;
    }

    public TeamSql Count()
    {
        sql.Text = choice.Values.Count > 1
            ? $"select sum(n) as \"Value\" from ({string.Join(" union all ", choice.Values.Select(value => $"select count(*) as n from {Source()} where {Conditions(value, null)}"))}) c"
            : $"select count(*) as \"Value\" from {Source()} where {Conditions(choice.Values.SingleOrDefault(), null)}";
        return sql;
    }

    /// <summary>The database need not keep the order of the inner select, so the rows are put into it here.</summary>
    /// <param name="positions">In the order of a collection: where each image stands.</param>
    public List<Image> Arrange(List<Image> images, IReadOnlyDictionary<long, long>? positions = null)
    {
        ImagePlace PlaceOf(Image image) => positions is null ? filter.PlaceOf(image) : new(positions.GetValueOrDefault(image.Id), image.Id);
        images.Sort((a, b) =>
        {
            var (x, y) = (PlaceOf(a), PlaceOf(b));
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

    private string Source(bool withRow = false)
    {
        var feed = Feed switch
        {
            ImageFeed.Tag => "image_tags f",
            ImageFeed.Collection => $"collection_items f {dialect.By(filter.Sort == ImageSort.Manual ? "ix_collection_items_order" : "ix_collection_items_newest")}",
            ImageFeed.Text => "image_text f",
            _ => null,
        };
        if (feed is null)
            return Index is { } index ? $"images i {dialect.By(index)}" : "images i";
        return withRow || NeedsRow() ? $"{feed} {dialect.Join} images i on i.id = {Id}" : feed;
    }

    /// <summary>Where others have the same columns, the index to walk.</summary>
    private string? Index => gather ? null : Feed switch
    {
        ImageFeed.Favorite => "ix_images_favorite",
        ImageFeed.Shared => "ix_images_shared",
        ImageFeed.Original => "ix_images_original",
        ImageFeed.Variant => "ix_images_variant",
        ImageFeed.Untagged => "ix_images_untagged",
        ImageFeed.Video => "ix_images_video",
        _ => null,
    };

    /// <summary>Whether a feed of its own has to look at the images, too.</summary>
    private bool NeedsRow() => filter.Sort is ImageSort.Edited
        || filter.Traits.Any() || filter.Excluded.Count > 0
        || filter is { Favorite: not null } or { Shared: not null } or { Variant: not null } or { Untagged: not null } or { Video: not null }
        || (Feed == ImageFeed.Text ? filter is { From: not null } or { To: not null } or { Tags.Count: > 0 } || filter.Search.Short.Any() : filter.Search.All.Count + filter.Either.Count > 0);

    private string Conditions(object? walked, ImagePlace? after) =>
        string.Join(" and ", [.. FeedConditions(walked), .. Traits(walked), .. Marks(), .. Range(), .. Tagged(walked), .. EitherTagged(), .. Words(), .. After(after)]);

    private IEnumerable<string> FeedConditions(object? walked) => Feed switch
    {
        ImageFeed.Tag => [$"f.team_id = {TeamSql.Team}", $"f.tag = {sql.Add(walked!)}"],
        ImageFeed.Collection => [$"f.team_id = {TeamSql.Team}", $"f.collection_id = {sql.Add(walked!)}", "f.is_listed"],
        ImageFeed.Text => [dialect.Matches(sql, filter.Search.Long, filter.Either)],
        ImageFeed.Picked => [$"i.id in ({string.Join(", ", picked.Select(id => sql.Add(id)))})", .. Listed(dialect.Probe)],
        _ => Listed(column => column),
    };

    /// <summary>What is on the list at all: of the team, and in its gallery or in its trash.</summary>
    private IEnumerable<string> Listed(Func<string, string> column) => filter.Trash
        ? [$"{column("i.team_id")} = {TeamSql.Team}", $"{column("i.deleted_at")} is not null"]
        : [$"{column("i.team_id")} = {TeamSql.Team}", column("i.in_gallery"), $"{column("i.deleted_at")} is null"];

    private IEnumerable<string> Traits(object? walked)
    {
        foreach (var trait in filter.Traits)
        {
            yield return trait.Feed == Feed
                ? $"i.{trait.Column} = {sql.Add(walked!)}"
                : $"{dialect.Probe($"i.{trait.Column}")} in ({string.Join(", ", trait.Values.Select(sql.Add))})";
        }
        if (filter.CollectionId is not null && Feed != ImageFeed.Collection)
            yield return $"coalesce((select 1 {OfCollection()}), 0) <> 0";
        if (filter.GenerationId is { } generation)
            yield return $"{Column("generation_id", ImageFeed.Generation)} = {sql.Add(generation)}";
    }

    /// <summary>What an image is or is not. The words of a feed's own condition are those of its index.</summary>
    private IEnumerable<string> Marks()
    {
        if (filter.Favorite is { } favorite)
            yield return favorite ? Column("is_favorite", ImageFeed.Favorite) : $"not {dialect.Probe("i.is_favorite")}";
        if (filter.Variant is { } variant)
            yield return $"{Column("parent_id", variant ? ImageFeed.Variant : ImageFeed.Original)} is {(variant ? "not " : "")}null";
        if (filter.Untagged is { } untagged)
            yield return $"{Column("tags", ImageFeed.Untagged)} {(untagged ? "=" : "<>")} ''";
        if (filter.Video is { } video)
            yield return $"{Column("duration_ms", ImageFeed.Video)} is {(video ? "not " : "")}null";
        if (filter.Shared == true)
        {
            if (Feed == ImageFeed.Shared)
                yield return "i.shared_until is not null";
            yield return $"{dialect.Probe("i.shared_until")} > {sql.Add(dialect.Instant(now))}";
        }
        if (filter.Shared == false)
            yield return $"({dialect.Probe("i.shared_until")} is null or {dialect.Probe("i.shared_until")} <= {sql.Add(dialect.Instant(now))})";
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

    private IEnumerable<string> Tagged(object? walked)
    {
        if (filter.Trash)
            return TaggedInTrash();
        var tag = Feed == ImageFeed.Tag ? (string)walked! : null;
        if (filter.TagsMode == TagsMode.All)
            return filter.Tags.Where(other => other != tag).Select(other => $"{InFeed([other])} <> 0");
        // each tag's feed leaves out what an earlier one has shown
        if (tag is not null)
            return filter.Tags.TakeWhile(other => other != tag).Select(other => $"{InFeed([other])} <> 1");
        return filter.Tags.Count == 0 ? [] : [$"{InFeed(filter.Tags)} <> 0"];
    }

    private IEnumerable<string> TaggedInTrash()
    {
        if (filter.Tags.Count > 0)
            yield return $"({string.Join(filter.TagsMode == TagsMode.Any ? " or " : " and ", filter.Tags.Select(tag => dialect.HasTag(sql, tag)))})";
        if (filter.EitherTags.Count > 0)
            yield return $"({string.Join(" or ", filter.EitherTags.Select(tag => dialect.HasTag(sql, tag)))})";
    }

    private IEnumerable<string> EitherTagged() => filter.Trash || filter.EitherTags.Count == 0 ? [] : [$"{InFeed(filter.EitherTags)} <> 0"];

    /// <summary>One or zero, said so that PostgreSQL neither turns it into a join that reads both feeds to their ends nor expects it to leave few.</summary>
    private string InFeed(IEnumerable<string> tags) =>
        $"coalesce((select 1 from image_tags t where t.team_id = {TeamSql.Team} and t.tag in ({string.Join(", ", tags.Select(sql.Add))}) and t.created_at = {CreatedAt} and t.image_id = {Id} limit 1), 0)";

    private string OfCollection() => $"from collection_items c where c.collection_id = {sql.Add(filter.CollectionId!.Value)} and c.image_id = {Id}";

    private IEnumerable<string> Words()
    {
        foreach (var word in Feed == ImageFeed.Text ? filter.Search.Short : filter.Search.All)
            yield return dialect.Holds(sql, word);
        if (filter.Either.Count > 0 && Feed != ImageFeed.Text)
            yield return $"({string.Join(" or ", filter.Either.Select(word => dialect.Holds(sql, word)))})";
        foreach (var word in filter.Excluded)
            yield return $"not {dialect.Holds(sql, word)}";
    }

    private IEnumerable<string> After(ImagePlace? after)
    {
        if (after is not { } place)
            return [];
        var beyond = IsAscending ? ">" : "<";
        var id = $"{Id} {beyond} {sql.Add(place.Id)}";
        if (IsByIdAlone)
            return [id];
        var at = sql.Add(filter.Sort == ImageSort.Manual ? place.At : dialect.Instant(new(place.At, DateTimeKind.Utc)));
        return [$"{Place} {beyond}= {at}", $"({Place} {beyond} {at} or {id})"];
    }

    private string Column(string column, ImageFeed feed) => Feed == feed ? $"i.{column}" : dialect.Probe($"i.{column}");
}
