using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>
/// The error of an answer, in the shapes that servers give it: OpenAI's envelope, <c>{"error":"text"}</c>, the fields without an
/// envelope, and <c>{"detail":…}</c>.
/// </summary>
internal sealed partial record OpenAiError(string? Code = null, string? Type = null, string? Parameter = null, string? Message = null)
{
    public static OpenAiError? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (root.TryGetProperty("error", out var error))
                return error.ValueKind switch
                {
                    JsonValueKind.Object => Fields(error),
                    JsonValueKind.String => new(Message: error.GetString()),
                    _ => null,
                };
            if (root.TryGetProperty("detail", out var detail))
                return new(Message: detail.ValueKind == JsonValueKind.Array && detail.GetArrayLength() > 0 ? Text(detail[0], "msg") : Text(root, "detail"));
            return Text(root, "message") is null ? null : Fields(root);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The server does not know <paramref name="field"/>, or not the value it was given.</summary>
    public bool Refuses(string field) => Parameter == field || Message?.Contains(field, StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>What the server says, fit to be shown: one line, no markup, no key; null where nothing is left of it.</summary>
    public string? Readable(string? key)
    {
        if (Message is null || Markup().IsMatch(Message))
            return null;
        var text = key is null ? Message : Message.Replace(key, "…", StringComparison.Ordinal);
        text = OpenAiKey().Replace(Unprintable().Replace(text, " "), "…").Trim();
        return text.Length switch
        {
            0 => null,
            > 300 => text[..(char.IsHighSurrogate(text[298]) ? 298 : 299)] + "…",
            _ => text,
        };
    }

    /// <summary>A code or an id as it may stand in a log; null for anything else.</summary>
    public static string? CodeOrNull(string? text) => text is not null && Word().IsMatch(text) ? text : null;

    private static OpenAiError Fields(JsonElement element) =>
        new(CodeOrNull(Text(element, "code")), CodeOrNull(Text(element, "type")), Text(element, "param"), Text(element, "message"));

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    [GeneratedRegex("</?[a-z!]", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"\bsk-[\w*.-]+")]
    private static partial Regex OpenAiKey();

    [GeneratedRegex(@"^[\w.:-]{1,128}\z")]
    private static partial Regex Word();
}
