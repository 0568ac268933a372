using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.Core.Storage;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Media;
using Rankion.Web.Sharing;

namespace Rankion.Web.Api.Compat;

/// <summary>milady's gallery, for programs that speak to it: <c>/api/v1/gallery</c>. All it does is translate.</summary>
internal static class MiladyApi
{
    internal const int DefaultLimit = 20;

    internal static readonly QueryParameter<int?> Limit = QueryParameter.Number("limit", "Items per page.", 1, 100, DefaultLimit);
    internal static readonly QueryParameter<int?> Page = QueryParameter.Number("page", "Page number, from 1.", 1, 1_000_000, 1);

    private static readonly QueryParameter<MiladyType?> Type = QueryParameter.Choice<MiladyType>("type", "Only images, or only videos.");
    private static readonly QueryParameter<string?> Tags = QueryParameter.Any("tags", "Tags, separated by commas; all of them must be there.");
    private static readonly QueryParameter<string?> Collection = QueryParameter.Any("collection", "Only what is in the collection of this id.");
    private static readonly QueryParameter<string?> Search = QueryParameter.Any("search", "Words that must all occur in prompt, title or tags.");

    public static void MapMilady(this IEndpointRouteBuilder routes)
    {
        var gallery = routes.MapGroup("/api/v1/gallery").WithTags("milady").AddEndpointFilter<MiladyFields>();
        gallery.MapGet("", ListAsync).WithName("miladyListItems").WithQuery([Type, Limit, Page, Tags, Collection, Search]).Refuses(422);
        gallery.MapGet("/{id}", FindAsync).WithName("miladyGetItem").Answers<MiladyItemResource>(200).Refuses(404);
        gallery.MapPatch("/{id}", TagAsync).WithName("miladyUpdateTags").Answers<MiladyItemResource>(200).Refuses(404, 422);
        gallery.MapDelete("/{id}", DeleteAsync).WithName("miladyDeleteItem").Produces(StatusCodes.Status204NoContent).Refuses(404);
        string[] types = [.. Enum.GetValues<ImageFormat>().Select(f => f.MediaType())];
        gallery.MapGet("/{id}/download", DownloadAsync).WithName("miladyDownloadItem").Produces<FileContentResult>(StatusCodes.Status200OK, types[0], types[1..]).Refuses(404);
        gallery.MapPost("/{id}/share", ShareAsync).WithName("miladyShareItem").Answers<MiladyShareResource>(201).Produces<MiladyShareResource>(200).Refuses(404, 409, 422);
        gallery.MapDelete("/{id}/share", RevokeAsync).WithName("miladyRevokeShare").Produces(StatusCodes.Status204NoContent).Refuses(404);
        gallery.MapGet("/storage", StorageAsync).WithName("miladyGetStorage");
    }

    /// <summary>List the finished items of the gallery, newest first.</summary>
    internal static async Task<MiladyGalleryResource> ListAsync(Gallery gallery, MediaUrls media, HttpContext http, CancellationToken ct)
    {
        var (page, limit, filter) = QueryReader.Read(http.Request, query => (query.Read(Page) ?? 1, query.Read(Limit) ?? DefaultLimit, FilterOf(query)));
        var list = filter is null ? new([], page, limit, 0) : await gallery.ListAsync(http.Actor(), filter, new(page, limit), ct);
        return new([.. list.Items.Select(image => Show(http, media, image))], list.Total, page, limit);
    }

    /// <summary>Get a single item.</summary>
    internal static async Task<IResult> FindAsync(string id, Gallery gallery, MediaUrls media, HttpContext http, CancellationToken ct) =>
        await ItemAsync(id, gallery, http, ct) is { } image ? Answer(http, media, image) : TypedResults.NotFound();

    /// <summary>Update an item's tags.</summary>
    /// <remarks>They replace the ones it has.</remarks>
    internal static async Task<IResult> TagAsync(string id, MiladyTagsBody body, Gallery gallery, Curation curation, MediaUrls media, HttpContext http, CancellationToken ct) =>
        await ItemAsync(id, gallery, http, ct) is { } image && await curation.PatchAsync(http.Actor(), image.Id, new() { Tags = body.Tags }, ct) is { } tagged
            ? Answer(http, media, tagged) : TypedResults.NotFound();

    /// <summary>Delete an item.</summary>
    /// <remarks>It goes to the trash.</remarks>
    internal static async Task<IResult> DeleteAsync(string id, Gallery gallery, Trash trash, HttpContext http, CancellationToken ct) =>
        await ItemAsync(id, gallery, http, ct) is { } image && await trash.PutAsync(http.Actor(), image.Id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Download an item, as a file named by its title.</summary>
    internal static async Task<IResult> DownloadAsync(string id, Gallery gallery, Renditions renditions, HttpContext http, CancellationToken ct) =>
        await ItemAsync(id, gallery, http, ct) is { } image ? await ContentApi.DownloadAsync(image.Id, gallery, renditions, http, ct) : TypedResults.NotFound();

    /// <summary>Share an item by a public link.</summary>
    /// <remarks>Where it has one already, that one is answered with 200, and what is named here is changed about it.</remarks>
    internal static async Task<IResult> ShareAsync(string id, MiladyShareBody? body, Gallery gallery, Shares shares, HttpContext http, CancellationToken ct)
    {
        var terms = new ShareTerms { ExpiresIn = body?.ExpiresIn, Password = body?.Password is { } password ? new(password) : null, AllowDownload = body?.AllowDownload };
        if (await ItemAsync(id, gallery, http, ct) is not { } image || await shares.CreateAsync(http.Actor(), image.Id, terms, ct) is not var (share, isNew))
            return TypedResults.NotFound();
        // here a link has no other way to get its password, so one that is there must not be answered without it
        var shown = isNew ? share : await shares.ChangeAsync(http.Actor(), image.Id, terms, ct) ?? share;
        return TypedResults.Json(
            new MiladyShareResource(http.Absolute(SharePaths.Page(shown.Token)), shown.ExpiresAt), ApiJson.Wire.MiladyShareResource,
            statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Revoke an item's public link.</summary>
    internal static async Task<IResult> RevokeAsync(string id, Gallery gallery, Shares shares, HttpContext http, CancellationToken ct) =>
        await ItemAsync(id, gallery, http, ct) is { } image && await shares.RevokeAsync(http.Actor(), image.Id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Check how much storage is used.</summary>
    internal static async Task<MiladyStorageResource> StorageAsync(StorageMeter meter, HttpContext http, CancellationToken ct)
    {
        var reading = await meter.ReadAsync(http.Actor(), ct);
        return new(reading.Used, reading.Limit, StorageApi.Format(reading.Used), StorageApi.Format(reading.Limit));
    }

    private static Task<Image?> ItemAsync(string id, Gallery gallery, HttpContext http, CancellationToken ct) => gallery.FindAsync(http, MiladyIds.Bare(id), ct);

    /// <returns>Null where nothing can be meant.</returns>
    private static ImageFilter? FilterOf(QueryReader query)
    {
        var (type, collection) = (query.Read(Type), query.Read(Collection));
        var filter = new ImageFilter { Status = ProcessingStatus.Ready, Tags = query.Read(Tags)?.Split(',') ?? [], Q = query.Read(Search), Video = type is null ? null : type == MiladyType.Video };
        if (string.IsNullOrEmpty(collection))
            return filter;
        return DoorImages.Id(collection) is { } id ? filter with { CollectionId = id } : null;
    }

    private static ApiAnswer Answer(HttpContext http, MediaUrls media, Image image) =>
        ApiAnswer.Of(StatusCodes.Status200OK, Show(http, media, image), ApiJson.Wire.MiladyItemResource);

    private static MiladyItemResource Show(HttpContext http, MediaUrls media, Image image) => new()
    {
        Id = MiladyIds.Of(image.Id),
        Type = image.IsVideo ? "video" : "image",
        Url = http.Absolute(media.Original(image)!),
        Prompt = image.Prompt,
        Model = image.Model,
        Width = image.Width,
        Height = image.Height,
        CreatedAt = image.CreatedAt,
        Tags = image.Tags,
    };
}

/// <summary>What an item of milady's gallery is.</summary>
internal enum MiladyType
{
    Image,
    Video,
}
