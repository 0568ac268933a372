using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using Rankion.Core.Editing;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Uploads;

namespace Rankion.Web.Api;

/// <summary>Masks that are sent ahead of the edits that use them: <c>/v1/images/{id}/masks</c>.</summary>
internal static class MasksApi
{
    /// <summary>12 MB as a data URI; larger masks are sent as a form.</summary>
    private const int MaxJson = (12 << 20) / 3 * 4 + 10_000;

    public static void MapMasks(this IEndpointRouteBuilder v1)
    {
        var masks = v1.MapGroup("/images/{id:long}/masks").WithTags("Images");
        masks.MapPost("", AddAsync).WithName("uploadMask").WithMetadata(new RequestSizeLimitAttribute(MaxJson)).TakesForm(Form)
            .Answers<Item<MaskResource>>(201).Refuses(404, 409, 422);
        masks.MapPost("", AddByFormAsync).Accepts<IFormFile>("multipart/form-data").WithMetadata(new RequestSizeLimitAttribute(MaskForm.MaxBody))
            .DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>Upload a mask for edits of an image.</summary>
    /// <remarks>
    /// Its id is then the `mask` of an edit of this image, or of one of the same size, as often as you like; a mask can also be sent with the edit itself. A
    /// PNG with alpha, transparent where the image may change, up to 20 MB; what has more than 4 MB is kept without its colours. Only the person
    /// behind the token can use it, the newest 100 of a person are kept, each for a day after it was last used, and none counts as storage.
    /// </remarks>
    internal static async Task<IResult> AddAsync(long id, MaskBody body, EditMasks masks, HttpContext http, CancellationToken ct) =>
        Answer(await masks.AddAsync(http.Actor(), id, DataUri.Read("mask", body.Mask ?? ""), body.Fit ?? false, ct), id);

    /// <summary>The same as a form.</summary>
    internal static async Task<IResult> AddByFormAsync(long id, EditMasks masks, HttpContext http, CancellationToken ct)
    {
        var form = await MaskForm.ReadAsync(http.Request, ct);
        return Answer(await masks.AddAsync(http.Actor(), id, form.Mask, form.Fit, ct), id);
    }

    private static IResult Answer(EditMask? mask, long imageId) => mask is null ? TypedResults.NotFound()
        : TypedResults.Json(new Item<MaskResource>(MaskResource.Of(mask, imageId)), ApiJson.Wire.ItemMaskResource, statusCode: StatusCodes.Status201Created);

    private static OpenApiMediaType Form() => new()
    {
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "mask" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["mask"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The PNG." },
                ["fit"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Description = "Bring a mask of another size to the image's." },
            },
        },
    };
}
