using Rankion.Core;
using Rankion.Core.Similar;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>What looks like an image: <c>/v1/images/{id}/similar</c>.</summary>
internal static class SimilarApi
{
    private static readonly QueryParameter<int?> MaxDistance = QueryParameter.Number(
        "max_distance", "In how many of 64 bits the perceptual hashes may differ: up to 6 other encodings of the same picture, more for pictures alike.",
        0, Lookalikes.MaxDistance, Lookalikes.DefaultDistance);

    public static void MapSimilar(this IEndpointRouteBuilder v1) =>
        v1.MapGroup("/images/{id:long}").WithTags("Images").MapGet("/similar", ListAsync).WithName("listSimilarImages")
            .WithQuery([MaxDistance], Paging.ByPage).Answers<Listing<SimilarImageResource>>(200).Refuses(404, 409, 422);

    /// <summary>List the images that look like one, the nearest first.</summary>
    /// <remarks>In the whole team, variants included; not the image itself and nothing in the trash. The 500 nearest at the most.</remarks>
    internal static async Task<IResult> ListAsync(long id, Lookalikes lookalikes, HttpContext http, CancellationToken ct)
    {
        var (distance, page) = QueryReader.Read(http.Request, query => (query.Read(MaxDistance) ?? Lookalikes.DefaultDistance, Paging.Read(query)));
        if (await lookalikes.OfAsync(http.Actor(), id, distance, page, ct) is not { } found)
            return TypedResults.NotFound();
        var view = await ImageView.ForAsync(http, [.. found.Items.Select(f => f.Image)], ct);
        return TypedResults.Json(http.Listing(found, f => new SimilarImageResource(view.Show(f.Image)) { Distance = f.Distance }), ApiJson.Wire.ListingSimilarImageResource);
    }
}
