using System.Text.Json;
using System.Text.Json.Nodes;
using Rankion.Core.Chat.Answering;

namespace Rankion.Core.Chat.OpenAi;

/// <summary>Writes a request as every compatible server takes it: no field that only some of them know.</summary>
internal static class ChatBody
{
    public static byte[] Of(ChatPrompt prompt, string model)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["stream"] = true,
            ["messages"] = new JsonArray([Message("system", prompt.Instructions), .. prompt.Said.SelectMany(Of)]),
        };
        if (prompt.Tools.Count > 0)
            body["tools"] = new JsonArray([.. prompt.Tools.Select(tool => new JsonObject
            {
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = JsonNode.Parse(tool.JsonSchema.GetRawText()) },
            })]);
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static IEnumerable<JsonNode> Of(PromptMessage message)
    {
        if (message is PersonSaid person)
            yield return Message("user", person.Text);
        if (message is not ModelSaid said)
            yield break;
        var assistant = Message("assistant", said.Text);
        if (said.Calls.Count > 0)
            assistant["tool_calls"] = new JsonArray([.. said.Calls.Select(call => new JsonObject
            {
                ["id"] = call.Id,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Tool, ["arguments"] = IsObject(call.Arguments) ? call.Arguments : "{}" },
            })]);
        yield return assistant;
        foreach (var call in said.Calls)
        {
            var result = Message("tool", call.Result);
            result["tool_call_id"] = call.Id;
            yield return result;
        }
    }

    private static JsonObject Message(string role, string text) => new() { ["role"] = role, ["content"] = text };

    // a server may parse what its model wrote before, and that may have been nonsense
    private static bool IsObject(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
