using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Editing;

namespace Rankion.Web.Uploads;

/// <summary>What the mask editor sends its masks to, and where it reads one again to go on with it.</summary>
internal static class MaskEndpoint
{
    public const string Path = "/masks";

    public static void MapMaskEndpoint(this IEndpointRouteBuilder routes)
    {
        var masks = routes.MapGroup(Path).DisableAntiforgery().ExcludeFromDescription();
        masks.MapPost("", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(MaskForm.MaxBody));
        masks.MapGet("/{id}", ReadAsync);
    }

    /// <summary><c>?team=…&amp;image=…</c></summary>
    private static Task<IResult> TakeAsync(HttpContext http, PageDoor door, EditMasks masks, CancellationToken ct) => door.LetInAsync(http, async actor =>
    {
        var image = long.TryParse(http.Request.Query["image"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        actor.RequireWrite();
        var form = await MaskForm.ReadAsync(http.Request, ct);
        return await masks.AddAsync(actor, image, form.Mask, form.Fit, ct) is { } mask
            ? Results.Json(new { mask.Id, mask.Open })
            : Results.Json(new { Code = "not_found" }, statusCode: StatusCodes.Status404NotFound);
    }, ct);

    private static Task<IResult> ReadAsync(string id, HttpContext http, PageDoor door, EditMasks masks, CancellationToken ct) => door.LetInAsync(http, async actor =>
    {
        http.Response.Headers.CacheControl = "private, no-store";
        return await masks.OpenAsync(actor, id, ct) is { } png ? Results.Stream(png, "image/png") : Results.Json(new { Code = "not_found" }, statusCode: StatusCodes.Status404NotFound);
    }, ct);
}
