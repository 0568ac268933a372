using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Collections;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/collections</c>.</summary>
internal static class CollectionsApi
{
    public static void MapCollections(this IEndpointRouteBuilder v1)
    {
        var all = v1.MapGroup("/collections").WithTags("Collections");
        all.MapGet("", ListAsync).WithName("listCollections").WithQuery(Paging.ByPage).Answers<Listing<CollectionResource>>(200).Refuses(422);
        all.MapPost("", CreateAsync).WithName("createCollection").Answers<Item<CollectionResource>>(201, HeaderNames.Location).Refuses(409, 422);
        var one = v1.MapGroup("/collections/{id:long}").WithTags("Collections");
        one.MapGet("", FindAsync).WithName("getCollection").Answers<Item<CollectionResource>>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
        one.MapPut("", ChangeAsync).WithName("updateCollection").Answers<Item<CollectionResource>>(200, HeaderNames.ETag).TakesIfMatch().Refuses(404, 409, 412, 422);
        one.MapDelete("", DeleteAsync).WithName("deleteCollection").Produces(StatusCodes.Status204NoContent).Refuses(404);
        one.MapPut("/cover", CoverAsync).WithName("setCollectionCover").Answers<Item<CollectionResource>>(200, HeaderNames.ETag).TakesIfMatch().Refuses(404, 412, 422);
        one.MapDelete("/cover", UncoverAsync).WithName("clearCollectionCover").Produces(StatusCodes.Status204NoContent).Refuses(404);
        one.MapPut("/order", OrderAsync).WithName("orderCollection").Produces(StatusCodes.Status204NoContent).Refuses(404, 409, 422);
        one.MapGet("/items", ListItemsAsync).WithName("listCollectionItems").WithQuery(ImageQuery.WithoutCollection, Paging.ByPageOrCursor).Answers<Listing<ImageResource>>(200).Refuses(404, 422);
        one.MapPost("/items", AddAsync).WithName("addCollectionItems").Answers<BulkAnswer>(200).Refuses(404, 409, 422);
        one.MapDelete("/items/{image:long}", RemoveAsync).WithName("removeCollectionItem").Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
    }

    /// <summary>List the team's collections, by name.</summary>
    internal static async Task<IResult> ListAsync(CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        var all = await collections.ListAsync(http.Actor(), ct);
        var cards = await collections.CardsAsync(http.Actor(), [.. all.Skip((wanted.Number - 1) * wanted.PerPage).Take(wanted.PerPage)], ct);
        var show = await ViewAsync(http, people, cards, ct);
        return TypedResults.Json(http.Listing(new Page<CollectionCard>(cards, wanted.Number, wanted.PerPage, all.Count), show), ApiJson.Wire.ListingCollectionResource);
    }

    /// <summary>Begin a collection, or save a filter as a smart one.</summary>
    internal static async Task<IResult> CreateAsync(CollectionBody body, CollectionDesk desk, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct)
    {
        var collection = await desk.CreateAsync(http.Actor(), body.ToPatch(), ct);
        return ApiAnswer.Of(StatusCodes.Status201Created, await ItemAsync(collection, collections, people, http, ct), ApiJson.Wire.ItemCollectionResource)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/collections/{collection.Id}"));
    }

    /// <summary>Read a collection.</summary>
    internal static async Task<IResult> FindAsync(long id, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(await collections.FindAsync(http.Actor(), id, ct), collections, people, http, ct);

    /// <summary>Change what is named of a collection.</summary>
    /// <remarks>A smart one may get another filter; a collection that people put images into stays one.</remarks>
    internal static async Task<IResult> ChangeAsync(long id, CollectionBody body, CollectionDesk desk, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(await desk.ChangeAsync(http.Actor(), id, body.ToPatch(ApiVersions.Expected(http.Request)), ct), collections, people, http, ct);

    /// <summary>Delete a collection. Its images stay.</summary>
    internal static async Task<IResult> DeleteAsync(long id, CollectionDesk desk, HttpContext http, CancellationToken ct) =>
        await desk.DeleteAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Choose the image that stands for a collection.</summary>
    internal static async Task<IResult> CoverAsync(long id, CollectionCoverBody body, CollectionDesk desk, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(await desk.CoverAsync(http.Actor(), id, body.ImageId ?? 0, ApiVersions.Expected(http.Request), ct), collections, people, http, ct);

    /// <summary>Let the newest image stand for a collection again.</summary>
    internal static async Task<IResult> UncoverAsync(long id, CollectionDesk desk, HttpContext http, CancellationToken ct) =>
        await desk.CoverAsync(http.Actor(), id, null, null, ct) is null ? TypedResults.NotFound() : TypedResults.NoContent();

    /// <summary>Put images of a collection before another one in its own order.</summary>
    /// <remarks>The order is that of <c>sort=manual</c>. New images go to its end.</remarks>
    internal static async Task<IResult> OrderAsync(long id, CollectionOrderBody body, CollectionContents contents, HttpContext http, CancellationToken ct) =>
        await contents.OrderAsync(http.Actor(), id, body.Ids ?? [], body.Before, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>List a collection's images, as the gallery does with <c>collection_id</c>.</summary>
    internal static async Task<IResult> ListItemsAsync(long id, CollectionList collections, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await collections.FindAsync(http.Actor(), id, ct) is null
            ? TypedResults.NotFound()
            : await ImagesApi.ReadAsync(gallery, http, query => ImageQuery.ReadCollection(query, id), ct);

    /// <summary>Put images into a collection, at the end of its own order.</summary>
    /// <remarks>One that is in it already stays where it is. One that cannot be put in does not stop the others.</remarks>
    internal static async Task<IResult> AddAsync(long id, CollectionItemsBody body, CollectionContents contents, HttpContext http, CancellationToken ct) =>
        await contents.AddAsync(http.Actor(), id, body.Ids ?? [], ct) is { } outcome
            ? TypedResults.Json(new BulkAnswer(outcome.Succeeded, [.. outcome.Failed.Select(f => new BulkFailureResource(f.Id, f.Code))]), ApiJson.Wire.BulkAnswer)
            : TypedResults.NotFound();

    /// <summary>Take an image out of a collection. It stays in the gallery.</summary>
    internal static async Task<IResult> RemoveAsync(long id, long image, CollectionContents contents, HttpContext http, CancellationToken ct) =>
        await contents.RemoveAsync(http.Actor(), id, [image], ct) is { Changed.Count: 1 } ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<IResult> AnswerAsync(Collection? collection, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct) =>
        collection is null ? TypedResults.NotFound()
            : ApiAnswer.Conditional(await ItemAsync(collection, collections, people, http, ct), ApiJson.Wire.ItemCollectionResource, collection.Version);

    private static async Task<Item<CollectionResource>> ItemAsync(Collection collection, CollectionList collections, PeopleNames people, HttpContext http, CancellationToken ct)
    {
        var cards = await collections.CardsAsync(http.Actor(), [collection], ct);
        return new((await ViewAsync(http, people, cards, ct))(cards[0]));
    }

    private static async Task<Func<CollectionCard, CollectionResource>> ViewAsync(HttpContext http, PeopleNames people, IReadOnlyList<CollectionCard> cards, CancellationToken ct)
    {
        var view = await ImageView.ForAsync(http, cards.Select(c => c.Cover).OfType<Image>(), ct);
        var names = await people.OfAsync(cards.Select(c => c.Collection.CreatedById), ct);
        return card => new()
        {
            Id = card.Collection.Id,
            Name = card.Collection.Name,
            Description = card.Collection.Description,
            Filter = card.Collection.Filter,
            Count = card.Count,
            CoverImageId = card.Collection.CoverId,
            Cover = card.Cover is null ? null : view.Summarize(card.Cover),
            CreatedBy = new(card.Collection.CreatedById, names.GetValueOrDefault(card.Collection.CreatedById, "")),
            CreatedAt = card.Collection.CreatedAt,
            UpdatedAt = card.Collection.UpdatedAt,
        };
    }
}
