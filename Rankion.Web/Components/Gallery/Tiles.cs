using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Gallery;

/// <summary>Reads images as tiles.</summary>
public sealed class Tiles(ContactSheet sheet, Core.Images.Trash trash, MediaUrls media)
{
    /// <param name="stacks">Each stands for its whole family.</param>
    /// <returns>In no order; what is not the team's is left out.</returns>
    public async Task<IReadOnlyList<Tile>> ReadAsync(Actor actor, IReadOnlyCollection<long> ids, bool stacks, CancellationToken ct) =>
        ids.Count == 0 ? [] : [.. (await sheet.CardsAsync(actor, ids, ct)).Select(card => Of(card, stacks))];

    private Tile Of(ImageCard card, bool stacks) => new()
    {
        Id = card.Id,
        Title = card.Title,
        Model = card.Model,
        Creator = card.Creator ?? "",
        CreatedById = card.CreatedById,
        Status = card.Status,
        Origin = Provenance.Of(card.Source, card.Provider),
        Ratio = Tile.RatioOf(card.Width, card.Height),
        CreatedAt = card.CreatedAt,
        IsFavorite = card.IsFavorite,
        IsShared = card.IsShared,
        Variants = stacks ? card.Family : card.Variants,
        VariantOf = stacks && !card.IsPrimary ? card.Original : null,
        Duration = card.DurationMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        Placeholder = card.Placeholder,
        DominantColor = card.DominantColor,
        Links = media.For(card.Sha256, card.Format),
        ProjectId = card.ProjectId,
        JobId = card.JobId,
        ErrorCode = card.ErrorCode,
        ErrorMessage = card.ErrorMessage,
        Since = card.UpdatedAt,
        IsVariant = card.IsVariant,
        IsUpscaled = card.Source == ImageSource.Upscaled,
        DaysLeft = trash.DaysLeft(card.DeletedAt),
        TrashedAt = card.DeletedAt,
        TrashedBy = card.DeletedBy,
    };
}
