using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rankion.Core.Images;

namespace Rankion.Web.Api;

/// <summary>The filters of a list of images: shown here, read by <see cref="ImageFilter"/>.</summary>
internal static class ImageQuery
{
    public static readonly IReadOnlyList<QueryParameter> All =
    [
        QueryParameter.Any("q", "Words that must all occur, in any case and within words, in title, prompt or tags.",
            new() { Type = JsonSchemaType.String, MaxLength = ImageFilter.MaxTextLength }),
        QueryParameter.Any("model", "Only this model's."),
        QueryParameter.Any("from", "Created at this instant or later; a date counts from its first moment, in UTC.", Instant("2026-05-01")),
        QueryParameter.Any("to", "Created at this instant or earlier; a date counts with its whole day, in UTC.", Instant("2026-05-15T09:00:00Z")),
        QueryParameter.Any("favorite", "Only favourites, or only the others.", new() { Type = JsonSchemaType.Boolean }),
        QueryParameter.Any("tags[]", "A tag; may be repeated.", new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }),
        QueryParameter.Choice<TagsMode>("tags_mode", "Whether every tag must be there, as by default, or any one."),
        QueryParameter.Choice("sort", "The order; newest first by default.", ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited),
        QueryParameter.Id("project_id", "Only this project's."),
        QueryParameter.Id("created_by", "Only what this person made."),
        QueryParameter.Guid("generation_id", "Only what one request made."),
        QueryParameter.Choice<ProcessingStatus>("status", "Only those that stand so."),
        QueryParameter.Choice<ImageSource>("source", "Only those that came to be so."),
    ];

    /// <summary>The trash has another order of its own.</summary>
    public static readonly IReadOnlyList<QueryParameter> Trash =
    [
        .. All.Select(p => p.Name == "sort" ? p with { Description = "The order; last deleted first by default." } : p),
    ];

    public static ImageFilter Read(QueryReader query) => query.Read((pairs, errors) => ImageFilter.Parse(pairs, errors));

    public static ImageFilter ReadTrash(QueryReader query) => query.Read((pairs, errors) => ImageFilter.Parse(pairs, errors, trash: true));

    /// <summary>For a list that is a project's already.</summary>
    public static IReadOnlyList<QueryParameter> WithoutProject { get; } = [.. All.Where(p => p.Name != "project_id")];

    private static OpenApiSchema Instant(string example) => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] };
}
