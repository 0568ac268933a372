using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rankion.Core.Images;

/// <summary>
/// A place in one filter's list: the last image seen. Opaque to clients: a tag of the filter, the instant and the id, in
/// base64url. It holds nothing secret, and a made-up one reaches nothing that the list would not show.
/// </summary>
internal static class ImageCursor
{
    private const int TagBytes = 8;

    internal static string After(ImagePlace last, ImageFilter filter)
    {
        var bytes = new byte[TagBytes + 16];
        Tag(filter).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TagBytes), last.At.Ticks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TagBytes + 8), last.Id);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RefusalException">422 for text that is no cursor, or one of another filter or order.</exception>
    internal static ImagePlace Read(string cursor, ImageFilter filter)
    {
        if (!Base64Url.IsValid(cursor, out var length) || length != TagBytes + 16)
            throw Refusal.Invalid("cursor", "This is not a cursor of this list.");
        var bytes = Base64Url.DecodeFromChars(cursor);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TagBytes));
        if (!bytes.AsSpan(0, TagBytes).SequenceEqual(Tag(filter)) || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            throw Refusal.Invalid("cursor", "This cursor belongs to a list with other filters or another order.");
        return new(new DateTime(ticks, DateTimeKind.Utc), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TagBytes + 8)));
    }

    private static byte[] Tag(ImageFilter filter) => SHA256.HashData(Encoding.UTF8.GetBytes((filter.Trash ? "trash?" : "?") + filter.ToQuery()))[..TagBytes];
}
