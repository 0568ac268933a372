using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rankion.Core;

namespace Rankion.Web.Api;

/// <summary>A query parameter: how it is read, and how the OpenAPI document shows it.</summary>
public abstract record QueryParameter(string Name, string Description, OpenApiSchema Schema)
{
    public static QueryParameter<int?> Number(string name, string description, int min, int max, int? byDefault = null) => new(
        name, description,
        new() { Type = JsonSchemaType.Integer, Minimum = Text(min), Maximum = Text(max), Default = JsonValue.Create(byDefault) },
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null,
        $"This must be a whole number from {Text(min)} to {Text(max)}.");

    public static QueryParameter<long?> Id(string name, string description) => new(
        name, description,
        new() { Type = JsonSchemaType.Integer, Format = "int64" },
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
        "This must be an id.");

    public static QueryParameter<Guid?> Guid(string name, string description) => new(
        name, description,
        new() { Type = JsonSchemaType.String, Format = "uuid" },
        text => System.Guid.TryParse(text, out var value) ? value : null,
        "This must be a UUID.");

    /// <param name="only">The ones that go here; all where none are named.</param>
    public static QueryParameter<T?> Choice<T>(string name, string description, params T[] only)
        where T : struct, Enum
    {
        var choices = (only.Length == 0 ? Enum.GetValues<T>() : only).ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);
        return new(
            name, description,
            new() { Type = JsonSchemaType.String, Enum = [.. choices.Keys.Select(choice => JsonValue.Create(choice))] },
            text => choices.TryGetValue(text, out var value) ? value : null,
            $"This must be one of: {string.Join(", ", choices.Keys)}.");
    }

    /// <summary>Any text, also the empty one.</summary>
    public static QueryParameter<string?> Any(string name, string description) => Any(name, description, new() { Type = JsonSchemaType.String });

    /// <summary>Text that somebody else reads, shown as what it stands for.</summary>
    public static QueryParameter<string?> Any(string name, string description, OpenApiSchema schema) =>
        new(name, description, schema, text => text, "") { TakesEmpty = true };

    /// <summary>A yes or no that somebody else reads.</summary>
    public static QueryParameter<string?> Flag(string name, string description) => Any(name, description, new() { Type = JsonSchemaType.Boolean });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One of a certain type: parsed to null it is refused with its fault.</summary>
public sealed record QueryParameter<T>(string Name, string Description, OpenApiSchema Schema, Func<string, T> Parse, string Fault)
    : QueryParameter(Name, Description, Schema)
{
    /// <summary>Otherwise <c>?name=</c> is as if it were not there.</summary>
    public bool TakesEmpty { get; init; }
}

/// <summary>Reads a query and says at the end everything that is wrong with it. What it does not know it ignores.</summary>
public sealed class QueryReader(IQueryCollection query)
{
    private readonly Dictionary<string, string[]> errors = [];

    /// <exception cref="RefusalException">422 with every message, by parameter.</exception>
    public static T Read<T>(HttpRequest request, Func<QueryReader, T> read)
    {
        var reader = new QueryReader(request.Query);
        var result = read(reader);
        return reader.errors.Count == 0 ? result : throw new RefusalException(Refusal.InvalidCode, 422, reader.errors.First().Value[0]) { Errors = reader.errors };
    }

    /// <summary>Hands the whole query, and where to write what is wrong with it, to somebody who knows it.</summary>
    public T Read<T>(Func<IEnumerable<KeyValuePair<string, string?>>, IDictionary<string, string[]>, T> parse) =>
        parse(query.SelectMany(q => q.Value, (q, text) => KeyValuePair.Create(q.Key, text)), errors);

    public T? Read<T>(QueryParameter<T> parameter)
    {
        if (!query.TryGetValue(parameter.Name, out var values) || values[^1] is not { } text || (text.Length == 0 && !parameter.TakesEmpty))
            return default;
        var value = parameter.Parse(text);
        if (value is null)
            errors[parameter.Name] = [parameter.Fault];
        return value;
    }
}
