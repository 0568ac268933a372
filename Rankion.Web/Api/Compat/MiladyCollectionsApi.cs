using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api.Compat;

/// <summary>The collections of milady's gallery: <c>/api/v1/gallery/collections</c>.</summary>
internal static class MiladyCollectionsApi
{
    public static void MapMiladyCollections(this IEndpointRouteBuilder routes)
    {
        var collections = routes.MapGroup("/api/v1/gallery/collections").WithTags("milady").AddEndpointFilter<MiladyFields>();
        collections.MapPost("", CreateAsync).WithName("miladyCreateCollection").Answers<MiladyCollectionResource>(201).Refuses(409, 422);
        collections.MapGet("", ListAsync).WithName("miladyListCollections").WithQuery([MiladyApi.Limit, MiladyApi.Page]).Refuses(422);
        collections.MapPost("/{collectionId}/items", AddAsync).WithName("miladyAddToCollection").Answers<MiladyBulkResource>(200).Refuses(404, 409, 422);
    }

    /// <summary>Create a collection.</summary>
    internal static async Task<IResult> CreateAsync(MiladyCollectionBody body, CollectionDesk desk, HttpContext http, CancellationToken ct)
    {
        var collection = await desk.CreateAsync(http.Actor(), new() { Name = body.Name, Description = body.Description }, ct);
        return ApiAnswer.Of(StatusCodes.Status201Created, Show(collection, 0), ApiJson.Wire.MiladyCollectionResource);
    }

    /// <summary>List the collections, by name.</summary>
    internal static async Task<MiladyCollectionsResource> ListAsync(CollectionList collections, HttpContext http, CancellationToken ct)
    {
        var (page, limit) = QueryReader.Read(http.Request, query => (query.Read(MiladyApi.Page) ?? 1, query.Read(MiladyApi.Limit) ?? MiladyApi.DefaultLimit));
        var all = await collections.ListAsync(http.Actor(), ct);
        var shown = all.Skip((page - 1) * limit).Take(limit).ToList();
        var counts = await collections.CountsAsync(http.Actor(), shown, ct);
        return new(shown.ConvertAll(c => Show(c, counts[c.Id])), all.Count, page, limit);
    }

    /// <summary>Add items to a collection, at its end.</summary>
    /// <remarks>One that is in it already stays where it is; one that cannot does not stop the others.</remarks>
    internal static async Task<IResult> AddAsync(string collectionId, MiladyItemsBody body, CollectionList collections, CollectionContents contents, HttpContext http, CancellationToken ct)
    {
        var items = MiladyIds.Named.Of(body.ItemIds, ImageChanges.Max);
        if (DoorImages.Id(collectionId) is not { } id || await collections.FindAsync(http.Actor(), id, ct) is null)
            return TypedResults.NotFound();
        var told = await items.TellAsync(async ids => await contents.AddAsync(http.Actor(), id, ids, ct) is { } outcome ? new(outcome.Succeeded, outcome.Failed) : new([], []));
        return TypedResults.Json(told, ApiJson.Wire.MiladyBulkResource);
    }

    private static MiladyCollectionResource Show(Collection collection, int count) =>
        new(DoorImages.Text(collection.Id), collection.Name, collection.Description, count, collection.CreatedAt);
}
