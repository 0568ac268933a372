using System.Globalization;

namespace Rankion.Core.Images;

/// <summary>Reads a filter from the parameters of a query. Unknown names and empty values are as if they were not there.</summary>
internal sealed class ImageQueryReader(IEnumerable<KeyValuePair<string, string?>> query, IDictionary<string, string[]> errors)
{
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
            Favorite = One("favorite", Flag, "This must be true or false."),
            TagsMode = Choice<TagsMode>("tags_mode") ?? TagsMode.All,
            Sort = Choice("sort", ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited) ?? filter.Sort,
            ProjectId = One("project_id", Id, "This must be an id."),
            CreatedById = One("created_by", Id, "This must be an id."),
            GenerationId = One<Guid>("generation_id", text => Guid.TryParse(text, out var id) ? id : null, "This must be a UUID."),
            Status = Choice<ProcessingStatus>("status"),
            Source = Choice<ImageSource>("source"),
        };
        if (filter.From > filter.To)
            errors["from"] = ["This must not be after to."];
        filter = Checked(() => filter with { Q = Last("q") }, filter);
        filter = Checked(() => filter with { Model = Last("model") }, filter);
        return Checked(() => filter with { Tags = [.. values["tags[]"], .. values["tags"]] }, filter);
    }

    private static bool? Flag(string text) => text.ToLowerInvariant() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
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

    private T? Choice<T>(string name, params T[] choices)
        where T : struct, Enum
    {
        var allowed = (choices.Length == 0 ? Enum.GetValues<T>() : choices).ToDictionary(c => c.ToString(), StringComparer.OrdinalIgnoreCase);
        return One<T>(name, text => allowed.TryGetValue(text, out var choice) ? choice : null,
            $"This must be one of: {string.Join(", ", allowed.Keys).ToLowerInvariant()}.");
    }

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
        yield return new("model", filter.Model);
        yield return new("from", filter.From is { } from ? ImageQueryReader.Print(from, isEnd: false) : null);
        yield return new("to", filter.To is { } to ? ImageQueryReader.Print(to, isEnd: true) : null);
        yield return new("favorite", Name(filter.Favorite));
        foreach (var tag in filter.Tags)
            yield return new("tags[]", tag);
        yield return new("tags_mode", filter is { TagsMode: TagsMode.Any, Tags.Count: > 1 } ? Name<TagsMode>(TagsMode.Any) : null);
        yield return new("sort", filter.Sort == (filter.Trash ? ImageSort.Deleted : ImageSort.Newest) ? null : Name<ImageSort>(filter.Sort));
        yield return new("project_id", filter.ProjectId?.ToString(CultureInfo.InvariantCulture));
        yield return new("created_by", filter.CreatedById?.ToString(CultureInfo.InvariantCulture));
        yield return new("generation_id", filter.GenerationId?.ToString());
        yield return new("status", Name(filter.Status));
        yield return new("source", Name(filter.Source));
    }

    private static string? Name<T>(T? value)
        where T : struct => value?.ToString()!.ToLowerInvariant();
}
