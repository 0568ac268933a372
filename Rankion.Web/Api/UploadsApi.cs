using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Uploads;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Uploads;

namespace Rankion.Web.Api;

/// <summary>Images from elsewhere: <c>POST /v1/images</c>.</summary>
internal static class UploadsApi
{
    /// <summary>20 MB as a data URI, and what is said about it. Text takes more memory than a form's file, which waits on the disk.</summary>
    internal const int MaxJson = (20 << 20) / 3 * 4 + (1 << 20);

    public static void MapUploads(this IEndpointRouteBuilder v1)
    {
        var images = v1.MapGroup("/images").WithTags("Images");
        images.MapPost("", UploadAsync).WithName("uploadImage").WithMetadata(new RequestSizeLimitAttribute(MaxJson)).TakesFile()
            .Answers<Item<UploadedImageResource>>(201, HeaderNames.Location).Produces<Item<UploadedImageResource>>(200).Refuses(413, 422);
        images.MapPost("", UploadByFormAsync).Accepts<IFormFile>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(UploadForm.MaxBody))
            .DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>Upload an image.</summary>
    /// <remarks>
    /// As a form with a file, or as JSON with an address or a data URI. PNG, JPEG, WebP, AVIF or GIF, or a video as MP4 or WebM, by
    /// its bytes and not by its name. The original is kept as it is; the image is `ready` at once. What an AI tool wrote into it becomes its prompt and model.
    /// </remarks>
    internal static async Task<IResult> UploadAsync(UploadImageBody body, UploadDesk desk, HttpContext http, CancellationToken ct) =>
        await AnswerAsync(http, await desk.TakeAsync(http.Actor(), body.ImageUrl ?? "", "image_url", body.ToRequest(), ct), ct);

    /// <summary>The same as a form.</summary>
    internal static async Task<IResult> UploadByFormAsync(UploadDesk desk, HttpContext http, CancellationToken ct)
    {
        var form = await UploadForm.ReadAsync(http.Request, ct);
        return await AnswerAsync(http, await form.TakeAsync(desk, http.Actor(), ct), ct);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, UploadedImage uploaded, CancellationToken ct)
    {
        var view = await ImageView.ForAsync(http, [uploaded.Image], ct);
        var shown = new UploadedImageResource(view.Show(uploaded.Image)) { DuplicateOf = uploaded.DuplicateOf, Origin = OriginResource.Of(uploaded.Facts) };
        return ApiAnswer.Of(uploaded.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, new Item<UploadedImageResource>(shown), ApiJson.Wire.ItemUploadedImageResource)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/images/{uploaded.Image.Id}"));
    }
}
