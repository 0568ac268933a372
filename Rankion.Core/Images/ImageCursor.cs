using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rankion.Core.Images;

/// <summary>
/// A place in one filter's list: the last image seen. Opaque to clients: the instant, the id, and a digest of both and of the
/// filter, in base64url. It holds nothing secret, and one made by hand reaches nothing that the list would not show; the digest
/// is there to refuse what was cut, altered or made for another list, where an answer would only confuse.
/// </summary>
internal static class ImageCursor
{
    private const int PlaceBytes = 16;
    private const int DigestBytes = 8;

    internal static string After(ImagePlace last, ImageFilter filter)
    {
        Span<byte> bytes = stackalloc byte[PlaceBytes + DigestBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, last.At);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], last.Id);
        Digest(bytes[..PlaceBytes], filter).CopyTo(bytes[PlaceBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RefusalException">422 for text that is no cursor, or one of another filter or order.</exception>
    internal static ImagePlace Read(string cursor, ImageFilter filter)
    {
        if (!Base64Url.IsValid(cursor, out var length) || length != PlaceBytes + DigestBytes)
            throw Refusal.Invalid("cursor", "This is not a cursor of this list.");
        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(cursor);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (!bytes[PlaceBytes..].SequenceEqual(Digest(bytes[..PlaceBytes], filter)) || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw Refusal.Invalid("cursor", "This cursor was altered, or belongs to a list with other filters or another order.");
        return new(ticks, BinaryPrimitives.ReadInt64BigEndian(bytes[8..]));
    }

    private static byte[] Digest(ReadOnlySpan<byte> place, ImageFilter filter) =>
        SHA256.HashData([.. place, .. Encoding.UTF8.GetBytes((filter.Trash ? "trash?" : "?") + filter.ToQuery())])[..DigestBytes];
}
