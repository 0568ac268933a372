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

    /// <summary>The trash, as it is first shown.</summary>
    public static readonly ImageFilter InTrash = new() { Trash = true, Sort = ImageSort.Deleted };

    /// <summary>Words that must all occur, in any case and within words, in title, prompt or tags.</summary>
    public string? Q
    {
        get;
        init => field = Words(value);
    }

    public string? Model
    {
        get;
        init => field = string.IsNullOrEmpty(value) ? null : value.Contains('\0', StringComparison.Ordinal) ? throw Refusal.Invalid("model", "No model is called that.") : value;
    }

    /// <summary>Created at this instant or later.</summary>
    public DateTime? From { get; init; }

    /// <summary>Created at this instant or earlier.</summary>
    public DateTime? To { get; init; }

    public bool? Favorite { get; init; }

    /// <summary>Normalised and in alphabetical order.</summary>
    public IReadOnlyList<string> Tags
    {
        get;
        init => field = [.. Images.Tags.Normalize(value).Order(StringComparer.Ordinal)];
    }

    = [];

    public TagsMode TagsMode { get; init; }

    public ImageSort Sort { get; init; }

    public long? ProjectId { get; init; }

    public long? CreatedById { get; init; }

    public Guid? GenerationId { get; init; }

    public ProcessingStatus? Status { get; init; }

    public ImageSource? Source { get; init; }

    /// <summary>What was thrown away, in place of what is in the gallery. No part of the query: the trash has an address of its own.</summary>
    public bool Trash { get; init; }

    internal SearchWords Search => new(Q);

    /// <summary>How many conditions an image must meet.</summary>
    internal int Conditions => Tags.Count + new object?[] { Q, Model, From, To, Favorite, ProjectId, CreatedById, GenerationId, Status, Source }.Count(condition => condition is not null);

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

    /// <summary>The query that parses to this filter, one way to say each thing; empty without filters.</summary>
    public string ToQuery() => string.Join('&', Parameters().Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));

    /// <inheritdoc cref="ToQuery"/>
    public IEnumerable<KeyValuePair<string, string>> Parameters() => ImageQueryWriter.Write(this);

    public bool Equals(ImageFilter? other) => other is not null && Trash == other.Trash && ToQuery() == other.ToQuery();

    public override int GetHashCode() => HashCode.Combine(Trash, ToQuery());

    /// <summary>Where an image stands in this order.</summary>
    internal ImagePlace PlaceOf(Image image) => new(Sort switch
    {
        ImageSort.Edited => image.EditedAt ?? image.CreatedAt,
        ImageSort.Deleted => image.DeletedAt ?? image.CreatedAt,
        _ => image.CreatedAt,
    }, image.Id);

    private static string? Words(string? text)
    {
        var words = new SearchWords(text).ToString();
        if (words.Length > MaxTextLength || words.Contains('\0', StringComparison.Ordinal))
            throw Refusal.Invalid("q", $"A search has at most {MaxTextLength} characters.");
        return words.Length == 0 ? null : words;
    }
}

/// <summary>A place in an order: the instant by which it sorts, and the image there.</summary>
internal readonly record struct ImagePlace(DateTime At, long Id);
