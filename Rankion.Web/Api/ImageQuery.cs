using System.Globalization;
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
        QueryParameter.Any("phrase[]", "Text that must occur as it stands, blanks and all; may be repeated.", Strings()),
        QueryParameter.Any("not[]", "A word or phrase that must not occur; may be repeated.", Strings()),
        QueryParameter.Any("model", "Only this model's. May be repeated, as may project_id, created_by, status and source: any of the values will do."),
        QueryParameter.Any("from", "Created at this instant or later; a date counts from its first moment, in UTC.", Instant("2026-05-01")),
        QueryParameter.Any("to", "Created at this instant or earlier; a date counts with its whole day, in UTC.", Instant("2026-05-15T09:00:00Z")),
        QueryParameter.Flag("favorite", "Only favourites, or only the others."),
        QueryParameter.Flag("shared", "Only images that a public link leads to, or only the others."),
        QueryParameter.Flag("variant", "Only images made from another, or only originals."),
        QueryParameter.Flag("untagged", "Only images without tags, or only those with some."),
        QueryParameter.Any("type", "Only pictures (image), or only videos (video).", new() { Type = JsonSchemaType.String, Enum = ["image", "video"] }),
        QueryParameter.Any("tags[]", "A tag; may be repeated.", Strings()),
        QueryParameter.Choice<TagsMode>("tags_mode", "Whether every tag must be there, as by default, or any one."),
        QueryParameter.Choice("sort", "The order; newest first by default. manual, a collection's own, goes with collection_id.", ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited, ImageSort.Manual),
        QueryParameter.Id("project_id", "Only this project's."),
        QueryParameter.Id("collection_id", "Only what is in this collection; of a smart one, what it matches."),
        QueryParameter.Id("created_by", "Only what this person made."),
        QueryParameter.Guid("generation_id", "Only what one request made."),
        QueryParameter.Choice<ProcessingStatus>("status", "Only those that stand so."),
        QueryParameter.Choice<ImageSource>("source", "Only those that came to be so."),
    ];

    /// <summary>The trash has another order of its own.</summary>
    public static readonly IReadOnlyList<QueryParameter> Trash =
    [
        .. All.Select(p => p.Name == "sort" ? QueryParameter.Choice("sort", "The order; last deleted first by default.", ImageSort.Newest, ImageSort.Oldest, ImageSort.Edited) : p),
    ];

    public static ImageFilter Read(QueryReader query) => query.Read((pairs, errors) => ImageFilter.Parse(pairs, errors));

    /// <summary>For a list that is a collection's already.</summary>
    public static IReadOnlyList<QueryParameter> WithoutCollection { get; } = [.. All.Where(p => p.Name != "collection_id")];

    public static ImageFilter ReadCollection(QueryReader query, long id) =>
        query.Read((pairs, errors) => ImageFilter.Parse(pairs.Append(KeyValuePair.Create<string, string?>("collection_id", id.ToString(CultureInfo.InvariantCulture))), errors));

    public static ImageFilter ReadTrash(QueryReader query) => query.Read((pairs, errors) => ImageFilter.Parse(pairs, errors, trash: true));

    /// <summary>For a list that is a project's already.</summary>
    public static IReadOnlyList<QueryParameter> WithoutProject { get; } = [.. All.Where(p => p.Name != "project_id")];

    private static OpenApiSchema Strings() => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema Instant(string example) => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] };
}
