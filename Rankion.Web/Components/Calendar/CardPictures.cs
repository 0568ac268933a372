using System.Collections.Concurrent;
using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Calendar;

/// <summary>A small picture of an image.</summary>
/// <param name="Url">Null until it is drawn, and while it is in the trash.</param>
public sealed record CardPicture(long Id, string Title, string? Url, string? Color, bool IsPending);

/// <summary>The pictures on cards, read once each as long as nobody changes them.</summary>
public sealed class CardPictures(Core.Images.Gallery gallery, MediaUrls media)
{
    /// <summary>How many cards of a calendar get theirs: more are never seen at once.</summary>
    public const int Max = 600;

    private const int Width = 320;

    private readonly ConcurrentDictionary<long, CardPicture> known = new();

    public CardPicture? Find(long id) => known.GetValueOrDefault(id);

    /// <returns>True where it was known, and has to be read anew.</returns>
    public bool Forget(long id) => known.TryRemove(id, out _);

    public async Task LoadAsync(Actor actor, IEnumerable<long> ids)
    {
        foreach (var some in ids.Distinct().Where(id => !known.ContainsKey(id)).Chunk(200))
        {
            foreach (var image in await gallery.FindAllAsync(actor, some, CancellationToken.None))
                known[image.Id] = Of(image);
        }
    }

    public CardPicture Of(Image image) => new(image.Id, image.Title, media.Thumbnail(image, Width), image.DominantColor, !image.IsSettled);
}
