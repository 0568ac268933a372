using System.Buffers.Binary;
using System.Text;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>The few EXIF fields that matter here, out of a TIFF structure that may say anything.</summary>
internal sealed record Exif(string? Make, string? Model, string? Description, string? UserComment, bool HasLocation)
{
    public static readonly Exif None = new(null, null, null, null, false);

    private const int MaxEntries = 400;
    private const int MaxText = 256 << 10;

    public string? Camera => BoundedText.Line($"{Make} {Model}", 100);

    public static Exif Read(ReadOnlySpan<byte> blob)
    {
        var tiff = blob.StartsWith("Exif\0\0"u8) ? blob[6..] : blob;
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return None;
        var big = tiff[0] == 'M';
        var main = Directory(tiff, U32(tiff, 4, big), big);
        var sub = main.TryGetValue(0x8769, out var at) ? Directory(tiff, at.Value, big) : [];
        var gps = main.TryGetValue(0x8825, out at) ? Directory(tiff, at.Value, big) : [];
        return new(
            Text(tiff, main, 0x010F, big), Text(tiff, main, 0x0110, big), Text(tiff, main, 0x010E, big),
            Comment(Bytes(tiff, sub, 0x9286, big), big), gps.Keys.Any(tag => tag != 0)); // tag 0 is only the version of the block
    }

    /// <summary>The entries of a directory by tag.</summary>
    private static Dictionary<int, Entry> Directory(ReadOnlySpan<byte> tiff, uint offset, bool big)
    {
        var entries = new Dictionary<int, Entry>();
        if (offset > tiff.Length - 2)
            return entries;
        var count = Math.Min((int)U16(tiff, (int)offset, big), MaxEntries);
        for (var i = 0; i < count; i++)
        {
            var at = (int)offset + 2 + (12 * i);
            if (at + 12 > tiff.Length)
                break;
            entries.TryAdd(U16(tiff, at, big), new(U16(tiff, at + 2, big), U32(tiff, at + 4, big), U32(tiff, at + 8, big), at + 8));
        }
        return entries;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> entries, int tag, bool big)
    {
        if (!entries.TryGetValue(tag, out var entry) || entry.Type is not (1 or 2 or 7) || entry.Count > MaxText)
            return [];
        var start = entry.Count <= 4 ? (uint)entry.At : entry.Value;
        return start + (long)entry.Count <= tiff.Length ? tiff.Slice((int)start, (int)entry.Count) : [];
    }

    private static string? Text(ReadOnlySpan<byte> tiff, Dictionary<int, Entry> entries, int tag, bool big) =>
        Bytes(tiff, entries, tag, big) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes).TrimEnd('\0', ' ') : null;

    /// <summary>Eight bytes name the character set; those who write UTF-16 do not agree on its byte order.</summary>
    private static string? Comment(ReadOnlySpan<byte> bytes, bool big)
    {
        if (bytes.Length <= 8)
            return null;
        var text = bytes[8..];
        if (!bytes.StartsWith("UNICODE"u8))
            return Encoding.UTF8.GetString(text).Trim('\0', ' ');
        var (zerosFirst, zerosSecond) = (0, 0);
        for (var i = 0; i + 1 < text.Length; i += 2)
        {
            zerosFirst += text[i] == 0 ? 1 : 0;
            zerosSecond += text[i + 1] == 0 ? 1 : 0;
        }
        var isBig = zerosFirst == zerosSecond ? big : zerosFirst > zerosSecond;
        return (isBig ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(text).Trim('\0', ' ');
    }

    private static ushort U16(ReadOnlySpan<byte> b, int at, bool big) => big ? BinaryPrimitives.ReadUInt16BigEndian(b[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(b[at..]);

    private static uint U32(ReadOnlySpan<byte> b, int at, bool big) => big ? BinaryPrimitives.ReadUInt32BigEndian(b[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(b[at..]);

    /// <param name="At">Where the value itself stands in the directory, when it is small.</param>
    private readonly record struct Entry(int Type, uint Count, uint Value, int At);
}
