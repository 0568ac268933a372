using Rankion.Core.Images;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Gallery;

/// <summary>Turns images into tiles.</summary>
public sealed class Tiles(Core.Images.Gallery gallery, MediaUrls media)
{
    public async Task<IReadOnlyList<Tile>> OfAsync(IReadOnlyList<Image> images, CancellationToken ct)
    {
        var creators = await gallery.CreatorsAsync(images, ct);
        return [.. images.Select(image => Of(image, creators.GetValueOrDefault(image.CreatedById, "")))];
    }

    private Tile Of(Image image, string creator) => new()
    {
        Id = image.Id,
        Title = image.Title,
        Model = image.Model,
        Creator = creator,
        Status = image.Status,
        Ratio = Tile.RatioOf(image.Width, image.Height),
        CreatedAt = image.CreatedAt,
        IsFavorite = image.IsFavorite,
        Variants = image.VariantsCount,
        Placeholder = image.Placeholder,
        DominantColor = image.DominantColor,
        Links = media.For(image),
        ProjectId = image.ProjectId,
        JobId = image.JobId,
        ErrorCode = image.ErrorCode,
        ErrorMessage = image.ErrorMessage,
        Since = image.UpdatedAt,
        IsVariant = image.ParentId is not null,
    };
}
