using System.Globalization;
using Rankion.Core.Imaging;

namespace Rankion.Core.Similar;

/// <summary>As much of an image as tells whether another one is the same picture.</summary>
/// <param name="Family">The original of its tree, or itself: variants are meant to be alike.</param>
internal sealed record Look(long Id, long Hash, long Family, double Ratio, string? Color);

/// <summary>Gathers images that show the same picture. Nothing in here knows a database.</summary>
internal static class LikenessGroups
{
    /// <summary>As much as other encodings and sizes of a picture differ in.</summary>
    private const int MaxDistance = 6;

    private const double MaxStretch = 1.03;

    /// <summary>Of 255, in red, green or blue: a plain red and a plain blue page have the same hash.</summary>
    private const int MaxTint = 40;

    private static readonly int Radius = HashBands.RadiusFor(MaxDistance);

    /// <summary>Groups of two or more, each around its oldest image, in the order of their newest.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Of(IEnumerable<Look> looks, CancellationToken ct)
    {
        var (bands, groups) = (Enumerable.Range(0, HashBands.Count).Select(_ => new Dictionary<int, List<(Look Look, List<long> Group)>>()).ToArray(), new List<List<long>>());
        foreach (var look in looks.OrderBy(l => l.Id))
        {
            ct.ThrowIfCancellationRequested();
            if (Nearest(bands, look) is { } nearest)
            {
                if (nearest.Look.Family != look.Family)
                    nearest.Group.Add(look.Id);
                continue;
            }
            var group = new List<long> { look.Id };
            groups.Add(group);
            for (var band = 0; band < HashBands.Count; band++)
            {
                var value = HashBands.Of(look.Hash, band);
                if (!bands[band].TryGetValue(value, out var there))
                    bands[band][value] = there = [];
                there.Add((look, group));
            }
        }
        return [.. groups.Where(g => g.Count > 1).OrderByDescending(g => g[^1])];
    }

    private static (Look Look, List<long> Group)? Nearest(Dictionary<int, List<(Look Look, List<long> Group)>>[] bands, Look look)
    {
        (Look Look, List<long> Group)? nearest = null;
        var best = MaxDistance + 1;
        for (var band = 0; band < HashBands.Count; band++)
        {
            foreach (var value in HashBands.Around(look.Hash, band, Radius))
            {
                foreach (var other in bands[band].GetValueOrDefault((int)value) ?? [])
                {
                    if (PerceptualHash.Distance(other.Look.Hash, look.Hash) is var distance && distance < best && IsSame(other.Look, look))
                        (nearest, best) = (other, distance);
                }
            }
        }
        return nearest;
    }

    private static bool IsSame(Look a, Look b) => Math.Max(a.Ratio, b.Ratio) <= Math.Min(a.Ratio, b.Ratio) * MaxStretch && HasTintOf(a.Color, b.Color);

    private static bool HasTintOf(string? a, string? b) => a is not { Length: 7 } || b is not { Length: 7 } || Enumerable.Range(0, 3).All(n => Math.Abs(Part(a, n) - Part(b, n)) <= MaxTint);

    private static int Part(string color, int n) => int.Parse(color.AsSpan(1 + (2 * n), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
