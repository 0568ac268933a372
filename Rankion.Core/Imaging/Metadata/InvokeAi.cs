using System.Text.Json;
using System.Text.RegularExpressions;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>What InvokeAI writes: JSON since version 3, other JSON before, a command line at first.</summary>
internal static partial class InvokeAi
{
    private static readonly string[] Told = ["seed", "steps", "cfg_scale", "scheduler", "sampler"];

    public static AiMark? Read(Dictionary<string, string> texts)
    {
        try
        {
            if (texts.TryGetValue("invokeai_metadata", out var json))
                return Version3(json);
            if (texts.TryGetValue("sd-metadata", out json))
                return Version2(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON, or half a character in it
        {
            return new("invokeai");
        }
        return texts.TryGetValue("Dream", out var dream) && Dream().Match(dream) is { Success: true } match
            ? new("invokeai", match.Groups[1].Value, null, null, match.Groups[2].Value)
            : null;
    }

    private static AiMark Version3(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return new("invokeai");
        var model = root.TryGetProperty("model", out var value) ? String(value, "name") ?? String(value, "model_name") : null;
        return new("invokeai", String(root, "positive_prompt"), String(root, "negative_prompt"), model, Settings(root));
    }

    private static AiMark Version2(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("image", out var image) || image.ValueKind != JsonValueKind.Object)
            return new("invokeai");
        var prompt = String(image, "prompt");
        if (prompt is null && image.TryGetProperty("prompt", out var prompts) && prompts.ValueKind == JsonValueKind.Array && prompts.GetArrayLength() > 0)
            prompt = prompts[0].ValueKind == JsonValueKind.String ? prompts[0].GetString() : String(prompts[0], "prompt");
        return new("invokeai", prompt, null, String(root, "model_weights"), Settings(image));
    }

    private static string Settings(JsonElement json) => string.Join(", ", Told
        .Where(name => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String)
        .Select(name => $"{name}: {json.GetProperty(name)}"));

    private static string? String(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^\"([^\"]*)\"(.*)$", RegexOptions.Singleline)]
    private static partial Regex Dream();
}
