using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>Has larger copies of images made, as variants of them. To take it back is to put the copy into the trash, ready or not.</summary>
public sealed class LargerCopies(Upscaler upscaler, Core.Images.Trash trash, CurrentActor current, Undo undo, TimeProvider time)
{
    /// <summary>The same asked for once more within this time is a double click.</summary>
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(1);

    // when it was made; null while it is being asked for
    private (long ImageId, int Factor, long? At)? last;

    /// <summary>How many times larger the image can become; empty where it cannot.</summary>
    public IReadOnlyList<int> FactorsFor(Image image) =>
        image is { Status: ProcessingStatus.Ready, DeletedAt: null } ? [.. upscaler.FactorsFor(image)] : [];

    /// <returns>The copy, which is being made; null where it was refused, which is said, and for a double click's second.</returns>
    public async Task<long?> MakeAsync(long imageId, int factor)
    {
        if (last is { } before && (before.ImageId, before.Factor) == (imageId, factor) && (before.At is not { } at || time.GetElapsedTime(at) < Haste))
            return null;
        last = (imageId, factor, null);
        long? copy = null;
        await undo.TryAsync(
            async () => copy = (await upscaler.UpscaleAsync(await current.ActorAsync(), imageId, factor, CancellationToken.None))?.ImageId,
            Say["A copy {0}× as large is being made", factor],
            async () => await trash.PutAsync(await current.ActorAsync(), copy ?? 0, CancellationToken.None),
            () => { });
        last = (imageId, factor, time.GetTimestamp());
        return copy;
    }
}
