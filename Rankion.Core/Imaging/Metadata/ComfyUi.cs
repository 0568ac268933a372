using System.Globalization;
using System.Text.Json;

namespace Rankion.Core.Imaging.Metadata;

/// <summary>
/// The graph of nodes that ComfyUI puts beside a picture. The sampler's inputs lead to the texts; which node is a sampler is
/// told by its having a positive and a negative input, as there are hundreds of kinds.
/// </summary>
internal static class ComfyUi
{
    private const int MaxSteps = 12;
    private static readonly string[] Texts = ["text", "text_g", "string", "prompt", "value", "t5xxl", "clip_l"];
    private static readonly string[] Told = ["seed", "noise_seed", "steps", "cfg", "sampler_name", "scheduler", "denoise"];
    private static readonly string[] Models = ["ckpt_name", "unet_name", "model_name"];

    public static AiMark? Read(Dictionary<string, string> texts, Exif exif)
    {
        // a PNG has them as texts, a WebP in the camera's fields
        var graph = texts.GetValueOrDefault("prompt") ?? After(exif.Model, "prompt:") ?? After(exif.Make, "prompt:");
        if (graph is null || !graph.AsSpan().TrimStart().StartsWith("{"))
            return texts.ContainsKey("workflow") || exif.Make?.StartsWith("workflow:{", StringComparison.OrdinalIgnoreCase) == true ? new("comfyui") : null;
        try
        {
            using var json = JsonDocument.Parse(graph);
            return Read(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // no JSON, or half a character in it
        {
            return null;
        }
    }

    private static AiMark? Read(JsonElement graph)
    {
        var nodes = graph.EnumerateObject().Where(n => n.Value.ValueKind == JsonValueKind.Object && n.Value.TryGetProperty("class_type", out _)).ToList();
        if (nodes.Count == 0)
            return null;
        var inputs = nodes.Select(n => Inputs(n.Value)).ToList();
        var sampler = inputs.Find(i => i.ValueKind == JsonValueKind.Object && i.TryGetProperty("positive", out _) && i.TryGetProperty("negative", out _));
        var model = inputs.SelectMany(i => Models.Select(name => String(i, name))).FirstOrDefault(name => name is not null);
        return sampler.ValueKind == JsonValueKind.Object
            ? new("comfyui", Text(graph, sampler, "positive", MaxSteps), Text(graph, sampler, "negative", MaxSteps), model, Settings(sampler))
            : new("comfyui", inputs.Select(i => String(i, "text")).FirstOrDefault(text => text is not null), null, model);
    }

    /// <summary>What an input says: its text, or that of the node it is linked to, and so on.</summary>
    private static string? Text(JsonElement graph, JsonElement inputs, string name, int steps)
    {
        if (steps == 0 || inputs.ValueKind != JsonValueKind.Object || !inputs.TryGetProperty(name, out var input))
            return null;
        if (input.ValueKind == JsonValueKind.String)
            return input.GetString();
        if (input.ValueKind != JsonValueKind.Array || input.GetArrayLength() != 2 || !graph.TryGetProperty(NodeId(input[0]), out var node))
            return null;
        var next = Inputs(node);
        foreach (var text in Texts)
        {
            if (Text(graph, next, text, steps - 1) is { Length: > 0 } found)
                return found;
        }
        return Text(graph, next, name, steps - 1) ?? Text(graph, next, "conditioning", steps - 1) ?? Text(graph, next, "conditioning_1", steps - 1);
    }

    private static string? Settings(JsonElement sampler)
    {
        var known = from name in Told
                    where sampler.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String
                    select string.Create(CultureInfo.InvariantCulture, $"{name}: {sampler.GetProperty(name)}");
        return string.Join(", ", known);
    }

    private static JsonElement Inputs(JsonElement node) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty("inputs", out var inputs) ? inputs : default;

    private static string NodeId(JsonElement link) => link.ValueKind is JsonValueKind.String or JsonValueKind.Number ? link.ToString() : "";

    private static string? String(JsonElement inputs, string name) =>
        inputs.ValueKind == JsonValueKind.Object && inputs.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? After(string? text, string prefix) =>
        text?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) == true ? text[prefix.Length..] : null;
}
