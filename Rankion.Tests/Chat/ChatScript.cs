using System.Text.Json;
using System.Text.Json.Nodes;
using Rankion.Tests.Support;

namespace Rankion.Tests.Chat;

/// <summary>What a chat server on loopback says, as a compatible server streams it.</summary>
internal static class ChatScript
{
    public const string Done = "[DONE]";

    /// <summary>The next reply: these words, in pieces.</summary>
    public static void Says(this FakeOpenAi server, params string[] pieces) =>
        server.Streams([.. pieces.Select(Words), Finish("stop"), Done]);

    /// <summary>The next reply: these calls, side by side, their arguments in two pieces each.</summary>
    public static void Calls(this FakeOpenAi server, params (string Id, string Tool, object Arguments)[] calls) =>
        server.Streams([.. calls.SelectMany((call, index) => Pieces(call.Id, call.Tool, JsonSerializer.Serialize(call.Arguments), index)), Finish("tool_calls"), Done]);

    /// <summary>The next reply, event by event.</summary>
    public static void Streams(this FakeOpenAi server, params string[] events) => server.AnswerOnce((context, _) =>
        FakeOpenAi.WriteAsync(context, 200, string.Concat(events.Select(e => $"data: {e}\n\n")), "text/event-stream"));

    public static string Words(string text) => Delta(new() { ["content"] = text });

    public static string Finish(string reason) =>
        new JsonObject { ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = reason }) }.ToJsonString();

    public static string Delta(JsonObject delta) =>
        new JsonObject { ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = null }) }.ToJsonString();

    public static string Piece(int? index, string? id, string? name, string arguments)
    {
        var call = new JsonObject { ["function"] = new JsonObject { ["arguments"] = arguments } };
        if (index is not null)
            call["index"] = index;
        if (id is not null)
            call["id"] = id;
        if (name is not null)
            call["function"]!["name"] = name;
        return Delta(new() { ["tool_calls"] = new JsonArray(call) });
    }

    /// <summary>What the server was sent last, message by message.</summary>
    public static JsonArray Messages(this CapturedRequest request) => request.Json["messages"]!.AsArray();

    private static IEnumerable<string> Pieces(string id, string tool, string arguments, int index)
    {
        yield return Piece(index, id, tool, arguments[..(arguments.Length / 2)]);
        yield return Piece(index, null, null, arguments[(arguments.Length / 2)..]);
    }
}
