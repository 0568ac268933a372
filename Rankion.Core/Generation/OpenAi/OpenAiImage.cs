using System.Text.Json;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>The first image of a successful answer.</summary>
/// <param name="Bytes">Null where the answer only names <paramref name="Url"/>.</param>
internal sealed record OpenAiImage(byte[]? Bytes, string Url, string? RevisedPrompt)
{
    /// <summary>Reads what is needed and nothing else: servers deviate in all other fields.</summary>
    /// <returns>Null where the answer holds no image.</returns>
    /// <exception cref="ImageProviderException">The answer cannot be read at all.</exception>
    public static OpenAiImage? Read(OpenAiReply reply)
    {
        try
        {
            using var document = JsonDocument.Parse(reply.Body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() > 0
                ? Read(data[0])
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw reply.Bad("The image provider's answer could not be read.", exception);
        }
    }

    /// <summary>The bytes of a data URL.</summary>
    public static byte[] FromDataUrl(string url) => url.IndexOf(";base64,", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        ? Convert.FromBase64String(url[(at + ";base64,".Length)..])
        : throw new FormatException("A data URL that is not base64.");

    public static bool IsDataUrl(string? text) => text?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true;

    private static OpenAiImage? Read(JsonElement image)
    {
        if (image.ValueKind != JsonValueKind.Object)
            return null;
        var revised = Text(image, "revised_prompt");
        // straight from the bytes: as a string a large image would weigh three times as much
        if (image.TryGetProperty("b64_json", out var encoded) && encoded.ValueKind == JsonValueKind.String
            && encoded.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0)
            return new(bytes, "", revised);
        return Text(image, "b64_json") is { Length: > 0 } text
            ? new(IsDataUrl(text) ? FromDataUrl(text) : Convert.FromBase64String(text), "", revised)
            : Text(image, "url") switch
            {
                null or "" => null,
                var url when IsDataUrl(url) => new(FromDataUrl(url), "", revised),
                var url => new(null, url, revised),
            };
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
