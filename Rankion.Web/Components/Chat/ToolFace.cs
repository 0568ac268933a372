using System.Text.Json;
using Rankion.Core.Chat;
using Rankion.Core.Chat.Tools;
using static Rankion.Web.Components.Chat.ChatWords;

namespace Rankion.Web.Components.Chat;

/// <summary>How the call of a tool is told to a person.</summary>
internal static class ToolFace
{
    /// <summary>Its pictures are what it is about: they are shown, and not just named.</summary>
    public static bool ShowsPictures(ChatPart call) => call.Tool is MakingTools.Generate or MakingTools.Edit or LookingTools.Search or LookingTools.Get or MakingTools.Upscale;

    public static string Icon(ChatPart call) => call.State switch
    {
        ChatCallState.Done => "check",
        ChatCallState.Failed => "warning",
        ChatCallState.Declined => "block",
        ChatCallState.Stopped => "stop-fill",
        ChatCallState.Awaiting => "info",
        _ => "schedule",
    };

    /// <summary>One line: what is being done, was done, or was not.</summary>
    public static string Line(ChatPart call)
    {
        var n = call.ImageIds.Count;
        return call.State switch
        {
            ChatCallState.Done => Done(call, n),
            ChatCallState.Failed => Say["{0}: that did not work", Name(call)],
            ChatCallState.Declined => Say["{0}: declined", Name(call)],
            ChatCallState.Stopped => Say["{0}: stopped", Name(call)],
            ChatCallState.Awaiting => Say["{0}: waits for you", Name(call)],
            _ => Doing(call, n),
        };
    }

    /// <summary>What it does, as a heading.</summary>
    public static string Name(ChatPart call) => call.Tool switch
    {
        MakingTools.Generate => Say["Make images"],
        MakingTools.Edit => Say["Make variants"],
        MakingTools.Upscale => Say["Make it larger"],
        LookingTools.Search => Say["Search the gallery"],
        LookingTools.Get => Say["Look at an image"],
        CuratingTools.Tag => Say["Change tags"],
        CuratingTools.Favorite => Say["Set stars"],
        CuratingTools.Collect => Say["Add to a collection"],
        PublishingTools.Schedule => Say["Put it on the calendar"],
        PublishingTools.Share => Say["Share by a public link"],
        var other => other ?? "",
    };

    /// <summary>What the call was given, beside its prompt: names as the model wrote them, values as a person reads them.</summary>
    public static IEnumerable<(string Name, string Value)> Arguments(ChatPart call, bool withImages = true)
    {
        using var document = Parse(call.Arguments);
        if (document?.RootElement.ValueKind != JsonValueKind.Object)
            return [];
        return [.. document.RootElement.EnumerateObject().Where(a => a.Name != "prompt" && (withImages || a.Name is not ("imageId" or "imageIds")) && a.Value.ValueKind != JsonValueKind.Null).Select(a => (NameOf(a.Name), Text(a.Value)))];
    }

    /// <summary>The images that the call names: what it wants to do it does to them.</summary>
    public static IReadOnlyList<long> Named(ChatPart call)
    {
        using var document = Parse(call.Arguments);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
            return [];
        return [.. root.EnumerateObject().Where(a => a.Name is "imageId" or "imageIds").SelectMany(a => a.Value.ValueKind == JsonValueKind.Array ? a.Value.EnumerateArray().ToArray() : [a.Value])
            .Where(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt64(out _)).Select(v => v.GetInt64())];
    }

    /// <summary>The event that was planned; null on other calls.</summary>
    public static long? EventOf(ChatPart call)
    {
        if (call is not { Tool: PublishingTools.Schedule, State: ChatCallState.Done })
            return null;
        using var document = Parse(call.Result);
        return document?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("eventId", out var id) && id.TryGetInt64(out var number) ? number : null;
    }

    private static string Doing(ChatPart call, int n) => call.Tool switch
    {
        MakingTools.Generate => Say.Count(Math.Max(1, n), "Making an image", "Making {0:N0} images"),
        MakingTools.Edit => Say.Count(Math.Max(1, n), "Making a variant", "Making {0:N0} variants"),
        MakingTools.Upscale => Say["Making it larger"],
        LookingTools.Search => Say["Searching the gallery"],
        _ => Name(call),
    };

    private static string Done(ChatPart call, int n) => call.Tool switch
    {
        MakingTools.Generate => Say.Count(n, "Made 1 image", "Made {0:N0} images"),
        MakingTools.Edit => Say.Count(n, "Made 1 variant", "Made {0:N0} variants"),
        MakingTools.Upscale => Say["Made it larger"],
        LookingTools.Search => n == 0 ? Say["Found nothing"] : Say.Count(n, "Found 1 image", "Found {0:N0} images"),
        LookingTools.Get => Say["Looked at an image"],
        CuratingTools.Tag => Say.Count(n, "Changed the tags of 1 image", "Changed the tags of {0:N0} images"),
        CuratingTools.Favorite => Say.Count(n, "Set the star of 1 image", "Set the stars of {0:N0} images"),
        CuratingTools.Collect => Say["Added to a collection"],
        PublishingTools.Schedule => Say["Put it on the calendar"],
        PublishingTools.Share => Say["Made a public link"],
        _ => Name(call),
    };

    private static string NameOf(string argument) => argument switch
    {
        "imageId" or "imageIds" => Say["Image"],
        "count" => Say["Count"],
        "aspectRatio" => Say["Shape"],
        "title" => Say["Title"],
        "tags" => Say["Tags"],
        "add" => Say["Add"],
        "remove" => Say["Remove"],
        "favorite" => Say["Star"],
        "words" => Say["Words"],
        "limit" => Say["At most"],
        "at" => Say["When"],
        "kind" => Say["Kind"],
        "project" => Say["Project"],
        "expiresIn" => Say["Ends after"],
        "factor" => Say["Times larger"],
        "collection" => Say["Collection"],
        _ => argument,
    };

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Text)),
        JsonValueKind.True => Say["yes"],
        JsonValueKind.False => Say["no"],
        _ => value.GetRawText(),
    };

    private static JsonDocument? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
