using System.Globalization;
using System.Text;
using System.Text.Json;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;

namespace Rankion.Core.Chat.OpenAi;

/// <summary>
/// Puts a streamed reply together: words at once, calls when it is complete. A reply is complete with a reason to finish, whatever it
/// is called, or with <c>[DONE]</c>; servers leave out the one or the other.
/// </summary>
/// <param name="key">Kept out of what is shown.</param>
/// <param name="callName">What calls are called that come without an id.</param>
internal sealed class ReplyReader(string? key, string callName)
{
    /// <summary>Characters or bytes of one reply.</summary>
    public const int MaxLength = 2_000_000;

    private readonly List<(int? Index, Call Call)> calls = [];
    private bool finished;
    private bool spoken;
    private bool filtered;
    private int length;

    /// <summary>Nothing more is to come.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads one event of the stream.</summary>
    /// <returns>Its words; null for none.</returns>
    public string? Read(string data)
    {
        if (data.Trim() == "[DONE]")
        {
            IsDone = finished = true;
            return null;
        }
        if ((length += data.Length) > MaxLength)
            throw ChatFaults.Of(ProviderFault.BadAnswer);
        using var document = Parse(data);
        try
        {
            return Read(document.RootElement, "delta");
        }
        catch (InvalidOperationException e)
        {
            // half of a character
            throw ChatFaults.Of(ProviderFault.BadAnswer, inner: e);
        }
    }

    /// <summary>Reads an answer of a server that does not stream.</summary>
    public IEnumerable<ReplyPiece> ReadWhole(ReadOnlyMemory<byte> body)
    {
        using var document = Parse(Encoding.UTF8.GetString(body.Span));
        if (Read(document.RootElement, "message") is { Length: > 0 } words)
            yield return new ReplyWords(words);
        finished |= spoken || calls.Count > 0;
    }

    /// <summary>The calls of a reply that is over.</summary>
    public IReadOnlyList<ReplyCall> Complete()
    {
        if (!finished)
            throw ChatFaults.Of(spoken || calls.Count > 0 ? ProviderFault.OutcomeUnknown : ProviderFault.BadAnswer);
        if (!spoken && calls.Count == 0)
            throw ChatFaults.Of(filtered ? ProviderFault.Moderated : ProviderFault.BadAnswer);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return [.. calls.Select((c, n) => new ReplyCall(
            c.Call.Id is { Length: > 0 and <= 200 } id && ids.Add(id) ? id : string.Create(CultureInfo.InvariantCulture, $"{callName}_{n}"),
            c.Call.Name is { Length: <= 64 } name ? name : c.Call.Name[..64],
            c.Call.Arguments.ToString()))];
    }

    private string? Read(JsonElement root, string field)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw ChatFaults.Of(ProviderFault.BadAnswer);
        if (root.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            var known = OpenAiError.Read(Encoding.UTF8.GetBytes(root.GetRawText()));
            throw ChatFaults.Of(OpenAiFaults.FaultOf(500, known), known?.Readable(key));
        }
        if (!root.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0 || choices[0].ValueKind != JsonValueKind.Object)
            return null;
        if (Text(choices[0], "finish_reason") is { Length: > 0 } reason)
            (IsDone, finished, filtered) = (true, true, reason == "content_filter");
        if (!choices[0].TryGetProperty(field, out var piece) || piece.ValueKind != JsonValueKind.Object)
            return null;
        if (piece.TryGetProperty("tool_calls", out var more) && more.ValueKind == JsonValueKind.Array)
        {
            foreach (var call in more.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object))
                Add(call);
        }
        var words = Text(piece, "content") ?? Text(piece, "refusal");
        spoken |= !string.IsNullOrWhiteSpace(words);
        return words;
    }

    /// <summary>Pieces of a call belong together by index; servers that leave it out begin each call with an id.</summary>
    private void Add(JsonElement piece)
    {
        int? index = piece.TryGetProperty("index", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt32(out var n) ? n : null;
        var (id, function) = (Text(piece, "id"), piece.TryGetProperty("function", out var f) && f.ValueKind == JsonValueKind.Object ? f : default);
        var known = index is not null ? calls.Find(c => c.Index == index).Call : string.IsNullOrEmpty(id) ? calls.LastOrDefault().Call : null;
        if (known is null)
            calls.Add((index, known = new Call()));
        known.Id ??= id;
        if (function.ValueKind != JsonValueKind.Object)
            return;
        if (known.Name.Length == 0)
            known.Name = Text(function, "name") ?? "";
        if (function.TryGetProperty("arguments", out var arguments))
            known.Arguments.Append(arguments.ValueKind == JsonValueKind.String ? arguments.GetString() : arguments.ValueKind == JsonValueKind.Object ? arguments.GetRawText() : "");
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Parse(string data)
    {
        try
        {
            return JsonDocument.Parse(data);
        }
        catch (JsonException e)
        {
            throw ChatFaults.Of(ProviderFault.BadAnswer, inner: e);
        }
    }

    private sealed class Call
    {
        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();
    }
}
