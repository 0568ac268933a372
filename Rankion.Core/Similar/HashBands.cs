using System.Globalization;
using System.Numerics;

namespace Rankion.Core.Similar;

/// <summary>
/// A 64-bit hash in four bands of 16 bits, each with an index of its own. Two hashes that differ in few bits differ in at least one band
/// in a fourth of them or fewer, so whoever looks up all values near each band's finds all hashes near the whole.
/// </summary>
internal static class HashBands
{
    public const int Count = 4;

    /// <summary>How far a band's value may be off for <see cref="Around"/>.</summary>
    public const int MaxRadius = 2;

    /// <summary>The most that two hashes may differ in and be found for sure.</summary>
    public const int MaxDistance = (Count * (MaxRadius + 1)) - 1;

    private const int Bits = 16;
    private const int Mask = (1 << Bits) - 1;

    /// <summary>By radius, what a value is to be XORed with to become each one near it.</summary>
    private static readonly long[][] Steps =
        [.. Enumerable.Range(0, MaxRadius + 1).Select(radius => Enumerable.Range(0, Mask + 1).Where(step => BitOperations.PopCount((uint)step) <= radius).Select(step => (long)step).ToArray())];

    public static int Of(long hash, int band) => (int)(hash >> (band * Bits)) & Mask;

    /// <summary>The same of a column, letter by letter as it stands in the index <see cref="Index"/>.</summary>
    public static string Sql(string column, int band) =>
        band == 0 ? $"({column} & {Mask})" : string.Create(CultureInfo.InvariantCulture, $"(({column} >> {band * Bits}) & {Mask})");

    public static string Index(int band) => string.Create(CultureInfo.InvariantCulture, $"ix_images_hash_{band}");

    /// <summary>In how many bits some band is off at the most where the whole is off in so many.</summary>
    public static int RadiusFor(int distance) => Math.Min(distance / Count, MaxRadius);

    /// <summary>All values that differ from a band's in up to so many bits, itself included.</summary>
    public static IEnumerable<long> Around(long hash, int band, int radius)
    {
        var value = Of(hash, band);
        return Steps[radius].Select(step => value ^ step);
    }
}
