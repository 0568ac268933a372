using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Imaging;

namespace Rankion.Core.Editing;

/// <summary>What was accepted. It costs nothing.</summary>
public sealed record UpscaleReceipt(long JobId, long ImageId);

/// <summary>
/// Accepts enlargements: the larger image as a variant, with its job, in one transaction. What the picture is and who drew it stays
/// the same, and so does what is said of it; only labels, which are a person's judgement of one picture, are not handed down.
/// </summary>
public sealed class Upscaler(Database database, ProviderCatalog catalog, ImageOrders orders, AuditTrail audit, TimeProvider time)
{
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c>, <c>image_not_ready</c> or <c>image_is_video</c>, 422 for another factor and for what would be too large, 413 for a full storage, 403 for
    /// a reader. Nothing has changed then.
    /// </exception>
    public Task<UpscaleReceipt?> UpscaleAsync(Actor actor, long imageId, int factor, CancellationToken ct) =>
        UpscaleAsync(actor, imageId, factor, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="UpscaleAsync(Actor, long, int, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if it was accepted.</param>
    public Task<UpscaleReceipt?> UpscaleAsync(
        Actor actor, long imageId, int factor, Func<WriteScope, UpscaleReceipt, Task> accepted, CancellationToken ct)
    {
        actor.RequireWrite();
        if (catalog.UpscalerBy(factor) is null)
            throw Refusal.Invalid("factor", $"The factor must be one of: {string.Join(", ", catalog.Upscales)}.");
        return database.WriteAsync(async write =>
        {
            if (await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == imageId, ct) is not { } source)
                return null;
            if (source.RequireUntrashed().Status != ProcessingStatus.Ready)
                throw Refusal.Conflict("image_not_ready", "Only a finished image can be upscaled.");
            source.RequirePicture();
            if (!Fits(source, factor))
                throw Refusal.Invalid("factor", $"That makes {source.Width * (long)factor} x {source.Height * (long)factor} pixels; at most {Enlargement.MaxPixels / 1_000_000} million are made, {ImageLimits.MaxSide} a side.");
            var variant = NewVariant(actor, source, factor);
            source.Gain(1, variant.CreatedAt);
            var order = await orders.PlaceAsync(write, actor, UpscaleImageJob.Kind, [variant], ct);
            orders.Announce(write, source);
            audit.Record(write, actor, "image.upscaled", "image", source.Id, $"{factor}× → {variant.Id}");
            var receipt = new UpscaleReceipt(order.JobId, variant.Id);
            await accepted(write, receipt);
            return receipt;
        }, ct);
    }

    /// <summary>The factors that the image is not too large for.</summary>
    public IEnumerable<int> FactorsFor(Image image) => image.IsVideo ? [] : catalog.Upscales.Where(factor => Fits(image, factor));

    private static bool Fits(Image image, int factor)
    {
        var (width, height) = (image.Width * (long)factor, image.Height * (long)factor);
        return Math.Max(width, height) <= ImageLimits.MaxSide && width * height <= Enlargement.MaxPixels;
    }

    private Image NewVariant(Actor actor, Image source, int factor)
    {
        var now = time.UtcNow();
        var size = new PixelSize(source.Width * factor, source.Height * factor);
        return new()
        {
            TeamId = source.TeamId,
            ProjectId = source.ProjectId,
            Title = source.Title,
            IsTitled = source.IsTitled,
            Prompt = source.Prompt,
            Model = source.Model,
            Provider = source.Provider,
            HasAiMark = source.HasAiMark,
            Parameters = new() { Size = size.ToString(), Upscale = factor },
            Source = ImageSource.Upscaled,
            ParentId = source.Id,
            RootId = source.RootId ?? source.Id,
            InputId = source.Id,
            GenerationId = Guid.CreateVersion7(),
            InGallery = source.InGallery,
            Width = size.Width,
            Height = size.Height,
            CreatedById = actor.UserId,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
