using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Gallery;

/// <summary>What can be done with an image that has no picture; a refusal is shown, and nothing has changed then.</summary>
public sealed class TileActions(
    Generator generator, ImageOutcome outcome, Core.Images.Gallery gallery, CurrentActor current, IOptions<CreditsOptions> prices, Toasts toasts)
{
    /// <summary>What was given back for an image that never became one.</summary>
    public int RefundOf(Tile tile) => tile.IsUpscaled ? 0 : tile.IsVariant ? EditRefund : prices.Value.Generate;

    /// <summary>What was given back for a variant that never became one.</summary>
    public int EditRefund => prices.Value.Edit;

    public Task CancelAsync(long imageId) => toasts.TryAsync(async () => await outcome.CancelAsync(await current.ActorAsync(), imageId, CancellationToken.None));

    public Task RetryAsync(long imageId) => toasts.TryAsync(async () =>
    {
        try
        {
            await generator.RetryAsync(await current.ActorAsync(), imageId, CancellationToken.None);
        }
        catch (RefusalException again) when (again.Code == "not_retryable")
        {
            // it is being tried again already: a double click, or a colleague was quicker
        }
    });

    public Task DismissAsync(long imageId) => toasts.TryAsync(async () => await gallery.DismissAsync(await current.ActorAsync(), imageId, CancellationToken.None));

    /// <summary>The image with its family; null where it is gone.</summary>
    public async Task<ImageDetail?> DetailAsync(long imageId) => await gallery.FindAsync(await current.ActorAsync(), imageId, CancellationToken.None);

    /// <summary>The prompt it was asked for with; null where it is gone.</summary>
    public async Task<Image?> FindAsync(long imageId) =>
        (await gallery.FindAllAsync(await current.ActorAsync(), [imageId], CancellationToken.None)).SingleOrDefault();
}
