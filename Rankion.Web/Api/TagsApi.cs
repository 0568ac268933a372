using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/tags</c>.</summary>
internal static class TagsApi
{
    private static readonly QueryParameter<string?> Start = QueryParameter.Any("q", "How the tags begin, in any case.");

    public static void MapTags(this IEndpointRouteBuilder v1) =>
        v1.MapGet("/tags", ListAsync).WithName("listTags").WithTags("Tags").WithQuery([Start]).Refuses(422);

    /// <summary>List the tags of the gallery with how many images carry each, the most used first.</summary>
    internal static async Task<TagsAnswer> ListAsync(TagList tags, HttpContext http, CancellationToken ct)
    {
        var start = QueryReader.Read(http.Request, query => query.Read(Start));
        return new([.. (await tags.ListAsync(http.Actor(), start, ct)).Select(tag => new TagResource { Name = tag.Name, Count = tag.Count })]);
    }
}
