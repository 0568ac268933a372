using System.Buffers.Binary;
using System.Numerics;

namespace Rankion.Core.Videos;

/// <summary>An element of a WebM: its id, where it begins, and where what is in it begins and ends.</summary>
internal readonly record struct EbmlElement(uint Id, int Start, int Body, int End);

/// <summary>Walks the elements of a WebM (RFC 8794). One that reaches beyond what it lies in is a fault.</summary>
internal static class Ebml
{
    private const int MaxElements = 100_000;

    /// <exception cref="Imaging.ImageRejectedException">The file is cut short or damaged.</exception>
    public static List<EbmlElement> In(ReadOnlySpan<byte> bytes, int start, int end)
    {
        var elements = new List<EbmlElement>();
        for (var at = start; at < end;)
        {
            if (elements.Count >= MaxElements)
                throw VideoInfo.Damaged();
            var (id, idLength) = Number(bytes[at..end], keepsMarker: true);
            var (size, sizeLength) = Number(bytes[(at + idLength)..end], keepsMarker: false);
            var body = at + idLength + sizeLength;
            // all ones: to the end, as in files that are sent as they are made
            if (size == (1UL << (7 * sizeLength)) - 1)
                size = (ulong)(end - body);
            if (idLength > 4 || size > (ulong)(end - body))
                throw VideoInfo.Damaged();
            elements.Add(new((uint)id, at, body, body + (int)size));
            at = body + (int)size;
        }
        return elements;
    }

    public static EbmlElement? Find(ReadOnlySpan<byte> bytes, EbmlElement parent, uint id)
    {
        foreach (var element in In(bytes, parent.Body, parent.End))
        {
            if (element.Id == id)
                return element;
        }
        return null;
    }

    public static ulong Unsigned(ReadOnlySpan<byte> bytes, EbmlElement element)
    {
        if (element.End - element.Body > 8)
            throw VideoInfo.Damaged();
        var value = 0UL;
        foreach (var part in bytes[element.Body..element.End])
            value = (value << 8) | part;
        return value;
    }

    public static double Float(ReadOnlySpan<byte> bytes, EbmlElement element) => (element.End - element.Body) switch
    {
        4 => BinaryPrimitives.ReadSingleBigEndian(bytes[element.Body..]),
        8 => BinaryPrimitives.ReadDoubleBigEndian(bytes[element.Body..]),
        _ => 0,
    };

    private static (ulong Value, int Length) Number(ReadOnlySpan<byte> bytes, bool keepsMarker)
    {
        if (bytes.IsEmpty || bytes[0] == 0)
            throw VideoInfo.Damaged();
        var length = BitOperations.LeadingZeroCount((uint)bytes[0]) - 23;
        if (bytes.Length < length)
            throw VideoInfo.Damaged();
        ulong value = keepsMarker ? bytes[0] : bytes[0] & (uint)((1 << (8 - length)) - 1);
        foreach (var part in bytes[1..length])
            value = (value << 8) | part;
        return (value, length);
    }
}
