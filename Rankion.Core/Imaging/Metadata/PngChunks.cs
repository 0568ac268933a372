using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>One chunk of a PNG.</summary>
/// <param name="Start">Where it begins in the file, with its length.</param>
/// <param name="Length">Of all of it: length, type, data and checksum.</param>
internal readonly record struct PngChunk(string Type, int Start, int Length)
{
    public ReadOnlySpan<byte> Data(ReadOnlySpan<byte> png) => png.Slice(Start + 8, Length - 12);

    public ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> png) => png.Slice(Start, Length);
}

/// <summary>Walks through a PNG until its end, or until it makes no sense.</summary>
internal readonly ref struct PngChunks(ReadOnlySpan<byte> png)
{
    public const int Signature = 8;

    private readonly ReadOnlySpan<byte> png = png;

    public Walk GetEnumerator() => new(png);

    internal ref struct Walk(ReadOnlySpan<byte> png)
    {
        private readonly ReadOnlySpan<byte> png = png;
        private int next = Signature;

        public PngChunk Current { get; private set; }

        public bool MoveNext()
        {
            if (next > png.Length - 12 || Current.Type == "IEND")
                return false;
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[next..]);
            if (length > png.Length - 12 - next)
                return false;
            Current = new(Encoding.Latin1.GetString(png.Slice(next + 4, 4)), next, (int)length + 12);
            next += Current.Length;
            return true;
        }
    }
}
