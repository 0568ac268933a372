using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Uploads;
using static Rankion.Web.Api.Compat.DoorImages;

namespace Rankion.Web.Api.Compat;

/// <summary>
/// neuroflash's image service, for programs that speak to it: <c>/api/image-service/v1/workspaces/{workspaceId}/images</c>. A workspace is
/// a team, an image's id the same as everywhere; all it does is translate.
/// </summary>
internal static class NeuroflashApi
{
    private const string Root = "/api/image-service/v1/workspaces/{workspaceId}/images";
    private const int DefaultSize = 50;

    private static readonly QueryParameter<int?> Page = QueryParameter.Number("page", "1-based page number.", 1, 1_000_000, 1);
    private static readonly QueryParameter<int?> Size = QueryParameter.Number("size", "Items per page.", 1, 200, DefaultSize);
    private static readonly QueryParameter<string?> Generation = QueryParameter.Any("generationId", "Only what one generation request made.");
    private static readonly QueryParameter<string?> Model = QueryParameter.Any("modelId", "Only what this model made.");
    private static readonly QueryParameter<string?> Creator = QueryParameter.Any("createdByUserId", "Only what this person made.");

    public static void MapNeuroflash(this IEndpointRouteBuilder routes)
    {
        var images = routes.MapGroup(Root).WithTags("neuroflash").AddEndpointFilter(RequireWorkspaceAsync);
        images.MapPost("", UploadAsync).WithName("neuroflashUploadImage").WithMetadata(new RequestSizeLimitAttribute(UploadsApi.MaxJson))
            .Answers<NeuroflashImageResource>(201, HeaderNames.Location).Refuses(404, 413, 422);
        images.MapGet("", ListAsync).WithName("neuroflashListImages").WithQuery([Page, Size, Generation, Model, Creator]).Refuses(404, 422);
        images.MapGet("/{imageId}", FindAsync).WithName("neuroflashGetImage").Answers<NeuroflashImageResource>(200).Refuses(404);
        string[] types = [.. Enum.GetValues<ImageFormat>().Select(f => f.MediaType())];
        images.MapGet("/{imageId}/content", ContentAsync).WithName("neuroflashGetContent").Produces<FileContentResult>(StatusCodes.Status200OK, types[0], types[1..]).Refuses(404, 409);
        images.MapDelete("/{imageId}", DeleteAsync).WithName("neuroflashDeleteImage").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    /// <summary>Upload an image into the workspace.</summary>
    internal static async Task<IResult> UploadAsync(string workspaceId, NeuroflashImageBody body, UploadDesk desk, HttpContext http, CancellationToken ct)
    {
        var image = (await desk.TakeAsync(http.Actor(), body.ImageUrl ?? "", "imageUrl", new(), ct)).Image;
        return ApiAnswer.Of(StatusCodes.Status201Created, Show(http, image), ApiJson.Wire.NeuroflashImageResource).With(HeaderNames.Location, http.Absolute(PathOf(image)));
    }

    /// <summary>List the finished images of a workspace, newest first.</summary>
    internal static async Task<NeuroflashListing> ListAsync(string workspaceId, Gallery gallery, HttpContext http, CancellationToken ct)
    {
        var (page, size, filter) = QueryReader.Read(http.Request, query => (query.Read(Page) ?? 1, query.Read(Size) ?? DefaultSize, FilterOf(query)));
        var list = filter is null ? new([], page, size, 0) : await gallery.ListAsync(http.Actor(), filter, new(page, size), ct);
        var pages = (int)Math.Ceiling(list.Total / (double)size);
        return new(new(size, list.Total, pages, page), [.. list.Items.Select(image => Show(http, image))]);
    }

    /// <summary>Get a single image's metadata.</summary>
    internal static async Task<IResult> FindAsync(string workspaceId, string imageId, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await ImageAsync(imageId, gallery, http, ct) is { } image
            ? ApiAnswer.Of(StatusCodes.Status200OK, Show(http, image), ApiJson.Wire.NeuroflashImageResource)
            : TypedResults.NotFound();

    /// <summary>Get the bytes of an image.</summary>
    internal static async Task<IResult> ContentAsync(string workspaceId, string imageId, Gallery gallery, Renditions renditions, HttpContext http, CancellationToken ct) =>
        await ImageAsync(imageId, gallery, http, ct) is { } image ? await ContentApi.ShowAsync(image.Id, gallery, renditions, http, ct) : TypedResults.NotFound();

    /// <summary>Delete an image.</summary>
    /// <remarks>It goes to the trash. Only its creator or an admin of the team may do this.</remarks>
    internal static async Task<IResult> DeleteAsync(string workspaceId, string imageId, Gallery gallery, Trash trash, HttpContext http, CancellationToken ct)
    {
        if (await ImageAsync(imageId, gallery, http, ct) is not { } image)
            return TypedResults.NotFound();
        var actor = http.Actor().RequireWrite();
        if (image.CreatedById != actor.UserId && !actor.CanAdminister)
            throw Refusal.Forbidden();
        await trash.PutAsync(actor, image.Id, ct);
        return TypedResults.NoContent();
    }

    /// <summary>Another team's workspace looks like one that never was.</summary>
    private static async ValueTask<object?> RequireWorkspaceAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetRouteValue("workspaceId") is string workspace && workspace == Text(context.HttpContext.Actor().TeamId) ? await next(context) : TypedResults.NotFound();

    /// <summary>It knows no videos.</summary>
    private static async Task<Image?> ImageAsync(string imageId, Gallery gallery, HttpContext http, CancellationToken ct) =>
        await gallery.FindAsync(http, imageId, ct) is { IsVideo: false } image ? image : null;

    /// <returns>Null where nothing can be meant: an id of theirs is any text, and one that is none of ours finds nothing.</returns>
    private static ImageFilter? FilterOf(QueryReader query)
    {
        var (generation, creator) = (query.Read(Generation), query.Read(Creator));
        Guid? group = null;
        long? person = null;
        if (!string.IsNullOrEmpty(generation))
            group = Guid.TryParse(generation, out var id) ? id : Guid.Empty;
        if (!string.IsNullOrEmpty(creator))
            person = DoorImages.Id(creator) ?? 0;
        return group == Guid.Empty || person == 0 ? null : new() { GenerationId = group, CreatedById = person, Model = query.Read(Model), Status = ProcessingStatus.Ready, Video = false };
    }

    private static NeuroflashImageResource Show(HttpContext http, Image image) => new()
    {
        Id = Text(image.Id),
        GenerationId = image.GenerationId?.ToString() ?? "",
        WorkspaceId = Text(image.TeamId),
        CreatedByUserId = Text(image.CreatedById),
        Prompt = image.Source == ImageSource.Upscaled ? "" : image.Prompt,
        Model = image.Model,
        Parameters = new(image.Parameters.Size, image.Parameters.Quality, image.Parameters.Background, image.Parameters.OutputFormat),
        InputImageIds = [.. new[] { image.InputId }.OfType<long>().Concat(image.Parameters.ReferenceIds ?? []).Distinct().Select(Text)],
        ImageWidth = image.Width,
        ImageHeight = image.Height,
        ImageSize = image.SizeBytes,
        CreatedAt = image.CreatedAt,
        UpdatedAt = image.UpdatedAt,
        Links = new(http.Absolute(PathOf(image) + "/content")),
    };

    private static string PathOf(Image image) => $"{Root.Replace("{workspaceId}", Text(image.TeamId), StringComparison.Ordinal)}/{Text(image.Id)}";
}
