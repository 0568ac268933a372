using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>Variants of an image: <c>/v1/images/{id}/edit</c>, <c>/upscale</c> and <c>/tree</c>.</summary>
internal static class EditingApi
{
    /// <summary>A mask grows by a third as a data URI; the longest prompt takes 192,000 bytes where every character is escaped.</summary>
    private const int MaxBody = (ImageConverter.MaxEditBytes / 3 * 4) + 300_000;

    public static void MapEditing(this IEndpointRouteBuilder v1)
    {
        var image = v1.MapGroup("/images/{id:long}").WithTags("Images");
        var edit = image.MapGroup("/edit").WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        edit.MapPost("", EditAsync).WithName("editImage")
            .Answers<EditImageReceipt>(202, HeaderNames.Location, ApiHeaders.CreditsCharged, ApiHeaders.CreditsRemaining).Refuses(402, 404, 409, 422);
        edit.MapPost("", EditByFormAsync).DisableAntiforgery().ExcludeFromDescription();
        image.MapPost("/upscale", UpscaleAsync).WithName("upscaleImage").Answers<UpscaleImageReceipt>(202, HeaderNames.Location).Refuses(404, 409, 413, 422);
        image.MapGet("/tree", TreeAsync).WithName("getImageTree")
            .Answers<Item<ImageTreeResource>>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
    }

    /// <summary>Edit an image into variants of it.</summary>
    /// <remarks>
    /// The image itself stays as it is. The variants are there at once, as <c>queued</c>: read the image until the last of its
    /// <c>variants</c> is <c>ready</c>. Each costs 10 credits, given back where it fails. Also taken as <c>multipart/form-data</c> with
    /// the same fields, the mask as a file.
    /// </remarks>
    internal static async Task<IResult> EditAsync(long id, EditImageBody body, Editor editor, HttpContext http, CancellationToken ct)
    {
        ApiAnswer? answer = null;
        await editor.EditAsync(http.Actor(), id, body.ToRequest(), (write, receipt) => http.KeepAnswerAsync(write, answer = Accept(http, receipt)), ct);
        return answer ?? (IResult)TypedResults.NotFound();
    }

    /// <summary>The same as a form.</summary>
    internal static async Task<IResult> EditByFormAsync(long id, [AsParameters] EditImageForm form, Editor editor, HttpContext http, CancellationToken ct) =>
        await EditAsync(id, await form.ToBodyAsync(ct), editor, http, ct);

    /// <summary>Make an image two or four times as large, as a variant of it.</summary>
    /// <remarks>
    /// The image itself stays as it is. Colour profile, transparency and what the file says of itself are kept, also that an AI made it. It costs no credits. The
    /// result has at most 50 million pixels, 16,383 a side.
    /// </remarks>
    internal static async Task<IResult> UpscaleAsync(long id, UpscaleImageBody body, Upscaler upscaler, HttpContext http, CancellationToken ct)
    {
        ApiAnswer? answer = null;
        await upscaler.UpscaleAsync(http.Actor(), id, body.Factor ?? 0, (write, receipt) => http.KeepAnswerAsync(write, answer = Accept(http, receipt)), ct);
        return answer ?? (IResult)TypedResults.NotFound();
    }

    /// <summary>Read the whole lineage that an image belongs to, from its original down.</summary>
    /// <remarks>
    /// Each image holds what was made from it in <c>children</c>, oldest first. One in the trash is left out, unless something that
    /// is not hangs below it. At most 2,000 images in 100 levels; what lies deeper stands on the last one, told apart by its <c>parent_id</c>.
    /// </remarks>
    internal static async Task<IResult> TreeAsync(long id, Gallery gallery, HttpContext http, CancellationToken ct)
    {
        if (await gallery.TreeAsync(http.Actor(), id, ct) is not { } tree)
            return TypedResults.NotFound();
        var view = await ImageView.ForAsync(http, tree.Images, ct);
        return ApiAnswer.Conditional(new Item<ImageTreeResource>(view.Show(tree)), ApiJson.Wire.ItemImageTreeResource);
    }

    private static ApiAnswer Accept(HttpContext http, UpscaleReceipt receipt) =>
        ApiAnswer.Of(StatusCodes.Status202Accepted, new UpscaleImageReceipt(ApiIds.Job(receipt.JobId), receipt.ImageId), ApiJson.Wire.UpscaleImageReceipt)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/images/{receipt.ImageId}"));

    private static ApiAnswer Accept(HttpContext http, EditReceipt receipt)
    {
        var body = new EditImageReceipt(ApiIds.Job(receipt.JobId), receipt.EditSessionId, receipt.ImageIds[0], receipt.ImageIds);
        return ApiAnswer.Of(StatusCodes.Status202Accepted, body, ApiJson.Wire.EditImageReceipt)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/images/{receipt.ImageIds[0]}"))
            .With(ApiHeaders.CreditsCharged, ApiIds.Text(receipt.CreditsCharged))
            .With(ApiHeaders.CreditsRemaining, ApiIds.Text(receipt.CreditsRemaining));
    }
}
