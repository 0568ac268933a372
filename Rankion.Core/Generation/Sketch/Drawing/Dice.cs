using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Rankion.Core.Generation.Sketch.Drawing;

/// <summary>Chance that falls the same way each time: SplitMix64, seeded by text.</summary>
internal sealed class Dice
{
    private readonly ulong seed;
    private ulong state;

    private Dice(ulong seed) => this.seed = state = seed;

    public static Dice From(string text) => new(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>Dice of its own for one part of a picture, so that a change in one part leaves the others as they were.</summary>
    public Dice For(string part) => From($"{seed} {part}");

    /// <summary>0 up to, not including, 1.</summary>
    public double Next()
    {
        state += 0x9E3779B97F4A7C15;
        var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + (high - low) * Next();

    /// <summary>Both ends included.</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    public bool Chance(double probability) => Next() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Whole(0, from.Count - 1)];

    public T[] Shuffle<T>(IEnumerable<T> items) => [.. items.Select(item => (item, key: Next())).OrderBy(x => x.key).Select(x => x.item)];
}
