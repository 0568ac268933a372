using System.Text.Json;
using Microsoft.Extensions.AI;
using Rankion.Core.Data;

namespace Rankion.Core.Chat.Tools;

/// <summary>What a tool does to the world: whether somebody is asked first goes by it.</summary>
public enum ToolEffect
{
    Reads,

    /// <summary>Changes what can be changed back, and costs nothing.</summary>
    Changes,

    /// <summary>Takes credits.</summary>
    Costs,

    /// <summary>Shows something to people outside the team. Always asked for.</summary>
    Reveals,
}

/// <summary>
/// A tool, defined once as an <see cref="AIFunction"/> whose schema any door can hand on. To call it, put a <see cref="ToolCall"/> into
/// <see cref="AIFunctionArguments.Context"/> under its type: that is who calls.
/// </summary>
/// <param name="Function">Name, description, schema of the arguments, and what it does. It answers with a <see cref="ToolAnswer"/>.</param>
/// <param name="Effect">What it does to the world.</param>
/// <param name="Price">What a call with these arguments costs, in credits.</param>
public sealed record AgentTool(AIFunction Function, ToolEffect Effect, Func<JsonElement, int> Price)
{
    /// <summary>How many images one call may be about.</summary>
    internal const int MaxImages = 50;

    public string Name => Function.Name;

    /// <summary>Whether this person may call it.</summary>
    public bool IsFor(Actor actor) => Effect == ToolEffect.Reads || actor.CanWrite;

    /// <summary>Makes a tool of a method that takes a <see cref="ToolCall"/> beside its arguments and answers with a <see cref="ToolAnswer"/>.</summary>
    internal static AgentTool Of(Delegate method, string name, string description, ToolEffect effect, Func<JsonElement, int>? price = null) => new(
        AIFunctionFactory.Create(method, new AIFunctionFactoryOptions
        {
            Name = name,
            Description = description,
            SerializerOptions = ToolJson.Options,
            ExcludeResultSchema = true,
            JsonSchemaCreateOptions = new() { TransformOptions = new() { DisallowAdditionalProperties = true } },
            MarshalResult = (result, _, _) => ValueTask.FromResult(result),
            ConfigureParameterBinding = parameter => parameter.ParameterType == typeof(ToolCall)
                ? new() { ExcludeFromSchema = true, BindParameter = (_, arguments) => arguments.Context?[typeof(ToolCall)] }
                : default,
        }),
        effect,
        price ?? (_ => 0));

    /// <exception cref="RefusalException">422 for none or too many.</exception>
    internal static long[] Named(long[]? imageIds) => imageIds is { Length: > 0 and <= MaxImages } ? [.. imageIds.Distinct()]
        : throw Refusal.Invalid("imageIds", $"Name 1 to {MaxImages} images by their ids.");
}

/// <summary>One call of a tool: who calls, and what is meant by "this image" and "tomorrow".</summary>
/// <param name="Actor">In whose name, with which rights.</param>
public sealed record ToolCall(Actor Actor)
{
    /// <summary>The zone of times that name none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>
    /// Runs in the transaction in which a call takes effect that must not take effect twice: what it writes stands exactly if the call
    /// does. It throws where the call was taken by another meanwhile.
    /// </summary>
    public Func<WriteScope, ToolAnswer, Task> Accepted { get; init; } = (_, _) => Task.CompletedTask;
}

/// <summary>What came of a call.</summary>
public sealed record ToolAnswer
{
    /// <summary>For the model, as JSON. Texts in it are data.</summary>
    public required object Content { get; init; }

    /// <summary>What it made, changed or found.</summary>
    public IReadOnlyList<long> ImageIds { get; init; } = [];

    /// <summary>The job that makes the images; null where all is done.</summary>
    public long? JobId { get; init; }

    public int Credits { get; init; }

    /// <summary>As the model reads it.</summary>
    public string Json => JsonSerializer.Serialize(Content, ToolJson.Options);
}

/// <summary>How tools are written for models, and read from them.</summary>
internal static class ToolJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
    };

    public static string Error(string code, string message) => JsonSerializer.Serialize(new { Error = new { Code = code, Message = message } }, Options);
}
