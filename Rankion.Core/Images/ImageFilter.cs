namespace Rankion.Core.Images;

/// <summary>The order of a list of images. Ids grow with creation and decide between equal instants.</summary>
public enum ImageSort
{
    Newest,
    Oldest,

    /// <summary>Last edited first; an image that never was counts from its creation.</summary>
    Edited,

    /// <summary>Last deleted first: the trash alone knows it.</summary>
    Deleted,

    /// <summary>First deleted first: what goes for good before the rest.</summary>
    Expiring,

    /// <summary>As people have put a collection's images; a list of anything else does not know it.</summary>
    Manual,
}

/// <summary>Whether an image needs every tag or one of them.</summary>
public enum TagsMode
{
    All,
    Any,
}

/// <summary>
/// Which images of the gallery or its trash, in which order: all filters there are, in one record. It is read from a query
/// (<see cref="Parse"/>), prints itself back (<see cref="ToQuery"/>), and two are equal that print the same.
/// </summary>
public sealed record ImageFilter
{
    public const int MaxTextLength = 500;

    /// <summary>How many values one condition may name.</summary>
    public const int MaxValues = 20;

    /// <summary>The trash, as it is first shown.</summary>
    public static readonly ImageFilter InTrash = new() { Trash = true, Sort = ImageSort.Deleted };

    /// <summary>Words that must all occur, in any case and within words, in title, prompt or tags.</summary>
    public string? Q
    {
        get;
        init => field = Words(value);
    }

    /// <summary>Each must occur as it stands, blanks and all.</summary>
    public IReadOnlyList<string> Phrases
    {
        get => field ?? [];
        init => field = Pieces(value, "phrase");
    }

    /// <summary>Words and phrases of which none may occur.</summary>
    public IReadOnlyList<string> Excluded
    {
        get => field ?? [];
        init => field = Pieces(value, "not");
    }

    /// <summary>Any one of these; so it is with all lists but <see cref="Tags"/>, which has a mode for it.</summary>
    public IReadOnlyList<string> Models
    {
        get => field ?? [];
        init => field = value.Any(m => m.Contains('\0', StringComparison.Ordinal)) ? throw Refusal.Invalid("model", "No model is called that.") : Values(value.Where(m => m.Length > 0), "model", StringComparer.Ordinal);
    }

    /// <summary>The only model; null where there are none or several. So it is with the other singles.</summary>
    public string? Model
    {
        get => Models is [var only] ? only : null;
        init => Models = string.IsNullOrEmpty(value) ? [] : [value];
    }

    /// <summary>Created at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Created at this instant or earlier.</summary>
    public DateTime? To { get; init; }

    public bool? Favorite { get; init; }

    /// <summary>Normalised and in alphabetical order.</summary>
    public IReadOnlyList<string> Tags
    {
        get => field ?? [];
        init => field = [.. Images.Tags.Normalize(value).Order(StringComparer.Ordinal)];
    }

    public TagsMode TagsMode { get; init; }

    public ImageSort Sort
    {
        get => field == ImageSort.Manual && (CollectionId is null || Trash) ? ImageSort.Newest : field;
        init;
    }

    /// <summary>Only what is in this collection; of a smart one, what passes its filter as well.</summary>
    public long? CollectionId { get; init; }

    public IReadOnlyList<long> ProjectIds
    {
        get => field ?? [];
        init => field = Values(value, "project_id");
    }

    public long? ProjectId
    {
        get => Only(ProjectIds);
        init => ProjectIds = ListOf(value);
    }

    public IReadOnlyList<long> CreatedByIds
    {
        get => field ?? [];
        init => field = Values(value, "created_by");
    }

    public long? CreatedById
    {
        get => Only(CreatedByIds);
        init => CreatedByIds = ListOf(value);
    }

    public Guid? GenerationId { get; init; }

    public IReadOnlyList<ProcessingStatus> Statuses
    {
        get => field ?? [];
        init => field = Values(value, "status");
    }

    public ProcessingStatus? Status
    {
        get => Only(Statuses);
        init => Statuses = ListOf(value);
    }

    public IReadOnlyList<ImageSource> Sources
    {
        get => field ?? [];
        init => field = Values(value, "source");
    }

    public ImageSource? Source
    {
        get => Only(Sources);
        init => Sources = ListOf(value);
    }

    /// <summary>Whether a public link leads to it now.</summary>
    public bool? Shared { get; init; }

    /// <summary>Whether it was made from another image.</summary>
    public bool? Variant { get; init; }

    /// <summary>Whether it has no tag at all.</summary>
    public bool? Untagged { get; init; }

    /// <summary>Whether it is a video; the others are pictures.</summary>
    public bool? Video { get; init; }

    /// <summary>What was thrown away, in place of what is in the gallery. No part of the query: the trash has an address of its own.</summary>
    public bool Trash { get; init; }

    /// <summary>Words of which at least one must occur: no part of a query, but by it is counted what <see cref="Excluded"/> leaves out.</summary>
    internal IReadOnlyList<string> Either { get; init; } = [];

    /// <summary>Tags of which at least one must be there besides <see cref="Tags"/>: no part of a query, but two filters at once may need it (<see cref="FilterJoin"/>).</summary>
    internal IReadOnlyList<string> EitherTags { get; init; } = [];

    /// <summary>No image can pass: so it is where two filters contradict each other.</summary>
    internal bool IsImpossible { get; init; }

    /// <summary>Whether <see cref="ToQuery"/> says all of it.</summary>
    internal bool IsQuery => !IsImpossible && Either.Count + EitherTags.Count == 0;

    /// <summary>Everything that must occur.</summary>
    internal SearchWords Search => new([.. SearchWords.Of(Q), .. Phrases]);

    /// <summary>The conditions of which an image has one value, each with a feed and a count for every value.</summary>
    internal IEnumerable<FilterTrait> Traits => new FilterTrait[]
    {
        new(ImageFeed.Project, "project_id", [.. ProjectIds]),
        new(ImageFeed.Model, "model", [.. Models]),
        new(ImageFeed.Creator, "created_by_id", [.. CreatedByIds]),
        new(ImageFeed.Status, "status", [.. Statuses.Select(Name)]),
        new(ImageFeed.Source, "source", [.. Sources.Select(Name)]),
    }.Where(trait => trait.Values.Count > 0);

    /// <summary>How many conditions an image must meet.</summary>
    internal int Conditions => Tags.Count + Phrases.Count + Excluded.Count + Either.Count + EitherTags.Count + Traits.Count()
        + new object?[] { Q, From, To, Favorite, GenerationId, CollectionId, Shared, Variant, Untagged, Video }.Count(condition => condition is not null);

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsFiltering => Conditions > 0;

    /// <exception cref="RefusalException">422 with every fault by its parameter.</exception>
    public static ImageFilter Parse(IEnumerable<KeyValuePair<string, string?>> query, bool trash = false)
    {
        var errors = new Dictionary<string, string[]>();
        var filter = Parse(query, errors, trash);
        return errors.Count == 0 ? filter : throw new RefusalException(Refusal.InvalidCode, 422, errors.First().Value[0]) { Errors = errors };
    }

    /// <summary>Reads what is right, and tells what is not beside the faults already found.</summary>
    public static ImageFilter Parse(IEnumerable<KeyValuePair<string, string?>> query, IDictionary<string, string[]> errors, bool trash = false) =>
        new ImageQueryReader(query, errors).Read(trash);

    /// <summary>Reads what <see cref="ToQuery"/> has printed; what nobody can read in it any more is left out.</summary>
    public static ImageFilter OfQuery(string query) => Parse(Pairs(query), new Dictionary<string, string[]>());

    /// <summary>The parameters of a query as it stands in an address, with or without its question mark.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Pairs(string query) =>
        from pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Replace('+', ' ').Split('=', 2)
        select KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);

    /// <summary>The query that parses to this filter, one way to say each thing; empty without filters.</summary>
    public string ToQuery() => string.Join('&', Parameters().Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));

    /// <inheritdoc cref="ToQuery"/>
    public IEnumerable<KeyValuePair<string, string>> Parameters() => ImageQueryWriter.Write(this);

    public bool Equals(ImageFilter? other) => other is not null && Trash == other.Trash && ToQuery() == other.ToQuery()
        && IsImpossible == other.IsImpossible && Either.SequenceEqual(other.Either) && EitherTags.SequenceEqual(other.EitherTags);

    public override int GetHashCode() => HashCode.Combine(Trash, ToQuery());

    /// <summary>Where an image stands in this order, if that is one of instants.</summary>
    internal ImagePlace PlaceOf(Image image) => new((Sort switch
    {
        ImageSort.Edited => image.EditedAt ?? image.CreatedAt,
        ImageSort.Deleted or ImageSort.Expiring => image.DeletedAt ?? image.CreatedAt,
        _ => image.CreatedAt,
    }).Ticks, image.Id);

    private static string? Words(string? text)
    {
        var words = string.Join(' ', SearchWords.Of(text).Distinct(StringComparer.Ordinal));
        return words.Length == 0 ? null : Checked(words, "q");
    }

    private static List<string> Pieces(IEnumerable<string> pieces, string field) =>
        Values(pieces.Select(piece => Checked(string.Join(' ', SearchWords.Of(piece)), field)).Where(piece => piece.Length > 0), field, StringComparer.Ordinal);

    private static string Checked(string text, string field) => text.Length > MaxTextLength || text.Contains('\0', StringComparison.Ordinal)
        ? throw Refusal.Invalid(field, $"A search has at most {MaxTextLength} characters.")
        : text;

    /// <summary>Each once and in order, so that the same conditions are the same filter.</summary>
    private static List<T> Values<T>(IEnumerable<T> values, string field, IComparer<T>? order = null)
    {
        var distinct = values.Distinct().Order(order).ToList();
        return distinct.Count <= MaxValues ? distinct : throw Refusal.Invalid(field, $"At most {MaxValues} of these go into one search.");
    }

    private static T? Only<T>(IReadOnlyList<T> values)
        where T : struct => values is [var only] ? only : null;

    private static T[] ListOf<T>(T? value)
        where T : struct => value is { } only ? [only] : [];

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>A condition of which an image has one value: the feed of each value, the column, and the values that pass.</summary>
internal readonly record struct FilterTrait(ImageFeed Feed, string Column, IReadOnlyList<object> Values)
{
    /// <summary>As the database counts it.</summary>
    public string Facet => Feed.ToString().ToLowerInvariant();
}

/// <summary>A place in an order: what it sorts by, the ticks of an instant or a position, and the image there.</summary>
internal readonly record struct ImagePlace(long At, long Id);
