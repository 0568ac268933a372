using Microsoft.AspNetCore.Mvc;
using Rankion.Web.Media;

namespace Rankion.Web.Uploads;

/// <summary>What the pages send files to, one a request, past the circuit.</summary>
internal static class UploadEndpoint
{
    public const string Path = "/uploads";

    public static void MapUploadEndpoint(this IEndpointRouteBuilder routes) => routes.MapPost(Path, TakeAsync)
        .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MaxBody)).DisableAntiforgery().ExcludeFromDescription();

    private static Task<IResult> TakeAsync(HttpContext http, PageDoor door, UploadDesk desk, MediaUrls media, CancellationToken ct) =>
        door.LetInAsync(http, async actor =>
        {
            var form = await UploadForm.ReadAsync(http.Request, ct);
            var uploaded = await form.TakeAsync(desk, actor, ct);
            var (image, links) = (uploaded.Image, media.For(uploaded.Image));
            return Results.Json(new { image.Id, image.Title, Thumbnail = links?.Thumbnail(320), uploaded.IsNew, uploaded.DuplicateOf });
        }, ct);
}
