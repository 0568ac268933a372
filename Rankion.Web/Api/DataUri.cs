using Rankion.Core;

namespace Rankion.Web.Api;

/// <summary>Files inside JSON: <c>data:image/png;base64,iVBOR…</c>. What type they say they are is not believed.</summary>
internal static class DataUri
{
    /// <exception cref="RefusalException">422 naming the field, where the text is no such thing.</exception>
    public static ReadOnlyMemory<byte> Read(string field, string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        var head = comma < 0 ? "" : text[..comma];
        var isBase64 = head.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase);
        var bytes = new byte[text.Length];
        return isBase64 && Convert.TryFromBase64Chars(text.AsSpan(comma + 1), bytes, out var length)
            ? bytes.AsMemory(0, length)
            : throw Refusal.Invalid(field, "Send a data URI: data:image/png;base64,…");
    }
}
