using System.Globalization;

namespace Rankion.Core.Images;

/// <summary>Reads a filter from the parameters of a query. Unknown names and empty values are as if they were not there.</summary>
internal sealed class ImageQueryReader(IEnumerable<KeyValuePair<string, string?>> query, IDictionary<string, string[]> errors)
{
    private const string FlagFault = "This must be true or false.";
    private const string IdFault = "This must be an id.";

    private readonly ILookup<string, string> values = query.Where(p => !string.IsNullOrEmpty(p.Value)).ToLookup(p => p.Key, p => p.Value!, StringComparer.OrdinalIgnoreCase);

    internal static string Print(DateTime instant, bool isEnd)
    {
        var whole = isEnd ? QueryInstant.EndOf(instant.Date) : instant.Date;
        return instant == whole
            ? instant.ToString(QueryInstant.DateFormat, CultureInfo.InvariantCulture)
            : instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
    }

    public ImageFilter Read(bool trash)
    {
        var filter = trash ? ImageFilter.InTrash : new();
        filter = filter with
        {
            From = One("from", QueryInstant.First, QueryInstant.Fault),
            To = One("to", QueryInstant.Last, QueryInstant.Fault),
            Favorite = One("favorite", Flag, FlagFault),
            TagsMode = Choice<TagsMode>("tags_mode") ?? TagsMode.All,
            Sort = Choice("sort", ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited, ImageSort.Manual) ?? filter.Sort,
            CollectionId = One("collection_id", Id, IdFault),
            Shared = One("shared", Flag, FlagFault),
            Variant = One("variant", Flag, FlagFault),
            Untagged = One("untagged", Flag, FlagFault),
            Video = One("type", Type, "This must be image or video."),
            GenerationId = One<Guid>("generation_id", text => Guid.TryParse(text, out var id) ? id : null, "This must be a UUID."),
        };
        if (filter.Sort == ImageSort.Newest && Last("sort") is { } sort && sort.Equals(nameof(ImageSort.Manual), StringComparison.OrdinalIgnoreCase))
            errors["sort"] = ["Only a collection has an order of its own: name its collection_id."];
        if (filter.From > filter.To)
            errors["from"] = ["This must not be after to."];
        filter = Checked(() => filter with { Q = Last("q") }, filter);
        filter = Checked(() => filter with { Phrases = [.. values["phrase[]"]] }, filter);
        filter = Checked(() => filter with { Excluded = [.. values["not[]"]] }, filter);
        filter = Checked(() => filter with { Models = [.. values["model"]] }, filter);
        filter = Checked(() => filter with { ProjectIds = Many("project_id", Id, IdFault) }, filter);
        filter = Checked(() => filter with { CreatedByIds = Many("created_by", Id, IdFault) }, filter);
        filter = Checked(() => filter with { Statuses = Choices<ProcessingStatus>("status") }, filter);
        filter = Checked(() => filter with { Sources = Choices<ImageSource>("source") }, filter);
        return Checked(() => filter with { Tags = [.. values["tags[]"], .. values["tags"]] }, filter);
    }

    private static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    private static bool? Type(string text) => text.ToLowerInvariant() switch
    {
        "video" => true,
        "image" => false,
        _ => null,
    };

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string? Last(string name) => values[name].LastOrDefault();

    private T? One<T>(string name, Func<string, T?> parse, string fault)
        where T : struct
    {
        if (Last(name) is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            errors[name] = [fault];
        return value;
    }

    /// <summary>A parameter that may be repeated: any of its values.</summary>
    private List<T> Many<T>(string name, Func<string, T?> parse, string fault)
        where T : struct
    {
        var many = values[name].Select(parse).ToList();
        if (many.Contains(null))
            errors[name] = [fault];
        return [.. many.OfType<T>()];
    }

    private T? Choice<T>(string name, params T[] choices)
        where T : struct, Enum
    {
        var allowed = Allowed(choices);
        return One<T>(name, text => allowed.TryGetValue(text, out var choice) ? choice : null, FaultOf(allowed));
    }

    private List<T> Choices<T>(string name)
        where T : struct, Enum
    {
        var allowed = Allowed<T>([]);
        return Many<T>(name, text => allowed.TryGetValue(text, out var choice) ? choice : null, FaultOf(allowed));
    }

    private static Dictionary<string, T> Allowed<T>(T[] choices)
        where T : struct, Enum => (choices.Length == 0 ? Enum.GetValues<T>() : choices).ToDictionary(c => c.ToString(), StringComparer.OrdinalIgnoreCase);

    private static string FaultOf<T>(Dictionary<string, T> allowed) => $"This must be one of: {string.Join(", ", allowed.Keys).ToLowerInvariant()}.";

    private ImageFilter Checked(Func<ImageFilter> read, ImageFilter otherwise)
    {
        try
        {
            return read();
        }
        catch (RefusalException refusal)
        {
            foreach (var (name, messages) in refusal.Errors)
                errors[name] = messages;
            return otherwise;
        }
    }
}

/// <summary>Prints a filter as the parameters of a query, in one order and form.</summary>
internal static class ImageQueryWriter
{
    internal static IEnumerable<KeyValuePair<string, string>> Write(ImageFilter filter) => All(filter).Where(p => p.Value is not null)!;

    private static IEnumerable<KeyValuePair<string, string?>> All(ImageFilter filter)
    {
        yield return new("q", filter.Q);
        foreach (var phrase in filter.Phrases)
            yield return new("phrase[]", phrase);
        foreach (var excluded in filter.Excluded)
            yield return new("not[]", excluded);
        foreach (var model in filter.Models)
            yield return new("model", model);
        yield return new("from", filter.From is { } from ? ImageQueryReader.Print(from, isEnd: false) : null);
        yield return new("to", filter.To is { } to ? ImageQueryReader.Print(to, isEnd: true) : null);
        yield return new("favorite", Name(filter.Favorite));
        yield return new("shared", Name(filter.Shared));
        yield return new("variant", Name(filter.Variant));
        yield return new("untagged", Name(filter.Untagged));
        yield return new("type", filter.Video is { } video ? video ? "video" : "image" : null);
        foreach (var tag in filter.Tags)
            yield return new("tags[]", tag);
        yield return new("tags_mode", filter is { TagsMode: TagsMode.Any, Tags.Count: > 1 } ? Name<TagsMode>(TagsMode.Any) : null);
        yield return new("sort", filter.Sort == (filter.Trash ? ImageSort.Deleted : ImageSort.Newest) ? null : Name<ImageSort>(filter.Sort));
        foreach (var project in filter.ProjectIds)
            yield return new("project_id", project.ToString(CultureInfo.InvariantCulture));
        foreach (var creator in filter.CreatedByIds)
            yield return new("created_by", creator.ToString(CultureInfo.InvariantCulture));
        yield return new("collection_id", filter.CollectionId?.ToString(CultureInfo.InvariantCulture));
        yield return new("generation_id", filter.GenerationId?.ToString());
        foreach (var status in filter.Statuses)
            yield return new("status", Name<ProcessingStatus>(status));
        foreach (var source in filter.Sources)
            yield return new("source", Name<ImageSource>(source));
    }

    private static string? Name<T>(T? value)
        where T : struct => value?.ToString()!.ToLowerInvariant();
}
