using Rankion.Core.Images;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

/// <summary>Lists made of marks.</summary>
internal static class Marks
{
    public static ImageMark At(long id, DateTime at, double ratio = 1.5) => new(id, (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, (float)ratio, -1);

    /// <summary>Newest first, ids growing with age's opposite.</summary>
    public static TileIndex Newest(params IReadOnlyList<DateTime> instants) => Index(ImageSort.Newest, [.. instants.Select((at, i) => At(instants.Count - i, at))]);

    public static TileIndex Index(ImageSort sort, params IReadOnlyList<ImageMark> marks)
    {
        var index = new TileIndex();
        index.Reset(sort, marks);
        return index;
    }
}
