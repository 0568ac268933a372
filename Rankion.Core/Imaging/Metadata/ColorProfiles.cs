using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>Names ICC profiles: <c>Display P3</c>.</summary>
internal static class ColorProfiles
{
    private const int Header = 128;
    private const int MaxTags = 100;

    /// <returns>Null where there is none, or it has no name.</returns>
    public static string? NameOf(ReadOnlySpan<byte> icc)
    {
        if (icc.Length < Header + 4)
            return null;
        var tags = Math.Min(BinaryPrimitives.ReadUInt32BigEndian(icc[Header..]), MaxTags);
        for (var i = 0; i < tags && Header + 16 + (12 * i) <= icc.Length; i++)
        {
            var tag = icc[(Header + 4 + (12 * i))..];
            if (!tag.StartsWith("desc"u8))
                continue;
            var (offset, size) = (BinaryPrimitives.ReadUInt32BigEndian(tag[4..]), BinaryPrimitives.ReadUInt32BigEndian(tag[8..]));
            return offset + (long)size <= icc.Length ? BoundedText.Line(Description(icc.Slice((int)offset, (int)size)), 80) : null;
        }
        return null;
    }

    /// <summary>Version 2 has it in ASCII, version 4 in several languages, of which the first will do.</summary>
    private static string? Description(ReadOnlySpan<byte> tag)
    {
        if (tag.Length > 12 && tag.StartsWith("desc"u8))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(tag[8..]);
            return length <= tag.Length - 12 ? Encoding.ASCII.GetString(tag.Slice(12, (int)length)).TrimEnd('\0') : null;
        }
        if (tag.Length <= 28 || !tag.StartsWith("mluc"u8))
            return null;
        var (size, offset) = (BinaryPrimitives.ReadUInt32BigEndian(tag[20..]), BinaryPrimitives.ReadUInt32BigEndian(tag[24..]));
        return offset + (long)size <= tag.Length ? Encoding.BigEndianUnicode.GetString(tag.Slice((int)offset, (int)size)).TrimEnd('\0') : null;
    }
}
