using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Rankion.Core.Audit;

/// <summary>A place in one filter's trail: the last entry seen. Opaque to clients: a tag of the filter and the id, in base64url.</summary>
internal static class AuditCursor
{
    private const int TagBytes = 8;

    internal static string After(AuditEntry last, AuditFilter filter)
    {
        var bytes = new byte[TagBytes + 8];
        Tag(filter).CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(TagBytes), last.Id);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="RefusalException">422 for text that is no cursor, or one of another filter.</exception>
    internal static long Read(string cursor, AuditFilter filter)
    {
        if (!Base64Url.IsValid(cursor, out var length) || length != TagBytes + 8)
            throw Refusal.Invalid("cursor", "This is not a cursor of this list.");
        var bytes = Base64Url.DecodeFromChars(cursor);
        return bytes.AsSpan(0, TagBytes).SequenceEqual(Tag(filter)) ? BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(TagBytes))
            : throw Refusal.Invalid("cursor", "This cursor belongs to a list with other filters.");
    }

    private static byte[] Tag(AuditFilter filter) => SHA256.HashData(Encoding.UTF8.GetBytes(filter.ToString()))[..TagBytes];
}
