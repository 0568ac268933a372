using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Storage;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Media;

namespace Rankion.Web.Api;

/// <summary>How the API shows images to one caller: with the names of the people, and links from the address it was called at.</summary>
internal sealed class ImageView(HttpContext http, MediaUrls media, Trash trash, IReadOnlyDictionary<long, string> people, IReadOnlyDictionary<long, Share> shares)
{
    private static readonly (string Name, int Width)[] ThumbnailNames = [.. BlobNames.ThumbnailWidths.Select(width => (ApiIds.Text(width), width))];

    private readonly string server = http.Absolute("");

    public static async Task<ImageView> ForAsync(HttpContext http, IEnumerable<Image> images, CancellationToken ct)
    {
        var services = http.RequestServices;
        var people = await services.GetRequiredService<Gallery>().CreatorsAsync(images, ct);
        var shares = await services.GetRequiredService<Shares>().ActiveAsync(http.Actor(), [.. images.Where(i => i.SharedUntil is not null).Select(i => i.Id)], ct);
        return new ImageView(http, services.GetRequiredService<MediaUrls>(), services.GetRequiredService<Trash>(), people, shares);
    }

    /// <summary>How long a view begun at an instant stays as it is, if nobody changes what it shows: links end, and are signed anew each day.</summary>
    public DateTime SameUntil(DateTime begun) => shares.Values.Select(s => s.ExpiresAt).OfType<DateTime>().Append(MediaUrls.ChangeAfter(begun)).Min();

    public ImageDetailResource Show(ImageDetail detail) => new(Show(detail.Image))
    {
        Variants = [.. detail.Variants.Select(Show)],
        Parent = detail.Parent is { } parent ? Summarize(parent) : null,
        Ancestors = [.. detail.Ancestors.Select(Summarize)],
    };

    public ImageTreeResource Show(VariantNode node) => new(Show(node.Image)) { Children = [.. node.Children.Select(Show)] };

    public ImageResource Show(Image image)
    {
        var links = media.For(image);
        return new()
        {
            Id = image.Id,
            ProjectId = image.ProjectId,
            ArticleId = image.ArticleId,
            Title = image.Title,
            Prompt = image.Prompt,
            RevisedPrompt = image.RevisedPrompt,
            Model = image.Model,
            Provider = image.Provider,
            Parameters = new()
            {
                Size = image.Parameters.Size,
                Quality = image.Parameters.Quality,
                Background = image.Parameters.Background,
                OutputFormat = image.Parameters.OutputFormat,
                Upscale = image.Parameters.Upscale,
                ReferenceIds = image.Parameters.ReferenceIds,
                Extend = image.Parameters.Extend,
            },
            Tags = image.Tags,
            IsFavorite = image.IsFavorite,
            ProcessingStatus = image.Status,
            Error = image.ErrorCode is { } code ? new(code, image.ErrorMessage ?? "") : null,
            JobId = ApiIds.Job(image.JobId),
            GenerationId = image.GenerationId,
            EditSessionId = image.EditSessionId,
            ParentId = image.ParentId,
            RootId = image.RootId ?? image.Id,
            IsPrimary = image.IsPrimary,
            VariantsCount = image.VariantsCount,
            Source = image.Source,
            Url = links is null ? null : links.OriginalAt(server),
            Thumbnails = Thumbnails(links),
            Placeholder = image.Placeholder,
            DominantColor = image.DominantColor,
            Width = image.Width,
            Height = image.Height,
            Format = image.Format,
            DurationMs = image.DurationMs,
            SizeBytes = image.SizeBytes,
            Sha256 = image.Sha256,
            Share = shares.TryGetValue(image.Id, out var share) ? SharingApi.Show(http, share) : null,
            CreatedBy = new(image.CreatedById, people.GetValueOrDefault(image.CreatedById, "")),
            Credits = image.Credits,
            CreatedAt = image.CreatedAt,
            UpdatedAt = image.UpdatedAt,
            EditedAt = image.EditedAt,
            DeletedAt = image.DeletedAt,
            PurgeAt = trash.PurgeAt(image),
        };
    }

    public ImageSummary Summarize(Image image)
    {
        var links = media.For(image);
        return new()
        {
            Id = image.Id,
            Title = image.Title,
            ProcessingStatus = image.Status,
            Url = links is null ? null : links.OriginalAt(server),
            Thumbnails = Thumbnails(links),
            Width = image.Width,
            Height = image.Height,
        };
    }

    private Dictionary<string, string>? Thumbnails(MediaLinks? links) =>
        links is null ? null : ThumbnailNames.ToDictionary(t => t.Name, t => links.ThumbnailAt(server, t.Width));
}
