using System.Buffers.Binary;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>Copies the parts of a JPEG that make its picture, up to the end of the first one: phones put others behind it.</summary>
internal static class JpegParts
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <returns>False where it is not built as it should be.</returns>
    public static bool Copy(ReadOnlySpan<byte> jpeg, Stream to, byte[] exif, byte[] xmp)
    {
        to.Write(jpeg[..2]);
        var said = false;
        for (var at = 2; at + 2 <= jpeg.Length;)
        {
            if (jpeg[at] != 0xFF)
                return false;
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++; // filling
                continue;
            }
            if (marker == EndOfImage)
            {
                to.Write(jpeg.Slice(at, 2));
                return true;
            }
            if (at + 4 > jpeg.Length)
                return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length)
                return false;
            var segment = jpeg.Slice(at, 2 + length);
            at += segment.Length;
            if (!said && marker != 0xE0)
            {
                said = true; // right behind JFIF's own segment
                Write(to, "Exif\0\0"u8, exif);
                Write(to, "http://ns.adobe.com/xap/1.0/\0"u8, xmp);
            }
            if (IsPicture(marker, segment[4..]))
                to.Write(segment);
            if (marker == StartOfScan)
            {
                var end = EndOfScan(jpeg, at);
                to.Write(jpeg[at..end]);
                at = end;
            }
        }
        return false;
    }

    private static bool IsPicture(byte marker, ReadOnlySpan<byte> data) => marker switch
    {
        0xE0 => data.StartsWith("JFIF\0"u8),
        0xE2 => data.StartsWith("ICC_PROFILE\0"u8),
        0xEE => data.StartsWith("Adobe"u8), // tells how its colours are to be read
        >= 0xC0 and <= 0xCF => marker != 0xC8,
        0xDA or 0xDB or 0xDD => true,
        _ => false,
    };

    /// <summary>Where the next marker stands that is neither data (FF 00) nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> jpeg, int at)
    {
        while (at + 1 < jpeg.Length)
        {
            var next = jpeg[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= jpeg.Length)
                break;
            at += next;
            if (jpeg[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7)))
                return at;
            at += jpeg[at + 1] == 0xFF ? 1 : 2;
        }
        return jpeg.Length;
    }

    private static void Write(Stream to, ReadOnlySpan<byte> name, byte[] data)
    {
        if (data.Length == 0)
            return;
        Span<byte> head = [0xFF, 0xE1, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(2 + name.Length + data.Length));
        to.Write(head);
        to.Write(name);
        to.Write(data);
    }
}
