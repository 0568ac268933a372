using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/tags</c>.</summary>
internal static class TagsApi
{
    private static readonly QueryParameter<string?> Start = QueryParameter.Any("q", "How the tags begin, in any case.");

    public static void MapTags(this IEndpointRouteBuilder v1)
    {
        var tags = v1.MapGroup("/tags").WithTags("Tags");
        tags.MapGet("", ListAsync).WithName("listTags").WithQuery([Start]).Refuses(422);
        tags.MapPatch("/{name}", RenameAsync).WithName("renameTag").Answers<Item<TagResource>>(200).Refuses(404, 422);
        tags.MapDelete("/{name}", DeleteAsync).WithName("deleteTag").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    /// <summary>List the tags of the gallery with how many images carry each, the most used first.</summary>
    internal static async Task<TagsAnswer> ListAsync(TagList tags, HttpContext http, CancellationToken ct)
    {
        var start = QueryReader.Read(http.Request, query => query.Read(Start));
        return new([.. (await tags.ListAsync(http.Actor(), start, ct)).Select(Show)]);
    }

    /// <summary>Rename a tag on all images of the gallery.</summary>
    /// <remarks>Where there is a tag of the new name, the two become one.</remarks>
    internal static async Task<IResult> RenameAsync(string name, PatchTagBody body, TagChanges changes, HttpContext http, CancellationToken ct) =>
        await changes.RenameAsync(http.Actor(), Decoded(name), body.Name, ct) is { } tag
            ? ApiAnswer.Of(StatusCodes.Status200OK, new Item<TagResource>(Show(tag)), ApiJson.Wire.ItemTagResource)
            : TypedResults.NotFound();

    /// <summary>Take a tag from all images of the gallery.</summary>
    internal static async Task<IResult> DeleteAsync(string name, TagChanges changes, HttpContext http, CancellationToken ct) =>
        await changes.DeleteAsync(http.Actor(), Decoded(name), ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static TagResource Show(TagCount tag) => new() { Name = tag.Name, Count = tag.Count };

    /// <summary>The one character that the framework leaves as it was sent.</summary>
    private static string Decoded(string name) => name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
