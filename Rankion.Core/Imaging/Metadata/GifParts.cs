namespace Rankion.Core.Imaging.Metadata;

/// <summary>Copies the parts of a GIF that make its picture: frames, their timing, and how often they repeat.</summary>
internal static class GifParts
{
    private const byte Extension = 0x21;
    private const byte Frame = 0x2C;
    private const byte Trailer = 0x3B;
    private const byte Control = 0xF9;
    private const byte Application = 0xFF;

    /// <returns>False where it is not built as it should be.</returns>
    public static bool Copy(ReadOnlySpan<byte> gif, Stream to)
    {
        if (gif.Length < 13)
            return false;
        var at = 13 + Table(gif[10]);
        if (at >= gif.Length)
            return false;
        to.Write(gif[..at]);
        while (at < gif.Length)
        {
            var start = at;
            switch (gif[at])
            {
                case Trailer:
                    to.WriteByte(Trailer);
                    return true;
                case Extension when at + 2 < gif.Length:
                    at = EndOfBlocks(gif, at + 2);
                    break;
                case Frame when at + 10 < gif.Length:
                    at = EndOfBlocks(gif, at + 11 + Table(gif[at + 9]));
                    break;
                default:
                    return false;
            }
            if (at < 0)
                return false;
            if (IsPicture(gif[start..at]))
                to.Write(gif[start..at]);
        }
        return false;
    }

    private static bool IsPicture(ReadOnlySpan<byte> part) => part[0] == Frame || part[1] == Control
        || (part[1] == Application && part.Length > 14 && (part[3..].StartsWith("NETSCAPE2.0"u8) || part[3..].StartsWith("ANIMEXTS1.0"u8)));

    /// <summary>Bytes of a table of colours.</summary>
    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    /// <summary>Behind the empty block that ends a row of them; negative where there is none.</summary>
    private static int EndOfBlocks(ReadOnlySpan<byte> gif, int at)
    {
        while (at < gif.Length)
        {
            var length = gif[at];
            at += 1 + length;
            if (length == 0)
                return at;
        }
        return -1;
    }
}
