using System.Text.Json.Serialization;

namespace Rankion.Web.Api.Contracts;

/// <summary>What went wrong, as RFC 9457 has it. Programs go by <c>code</c>.</summary>
public sealed record Problem
{
    /// <summary>Always <c>about:blank</c>: the status says the kind, the code the reason.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    /// <example>Unprocessable Entity</example>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    /// <example>422</example>
    public required int Status { get; init; }

    /// <summary>The reason, stable.</summary>
    /// <example>validation_failed</example>
    public required string Code { get; init; }

    /// <summary>One sentence for a person.</summary>
    /// <example>Say what to draw.</example>
    public required string Detail { get; init; }

    /// <summary>What is wrong with which field, where it is about what was sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members of some codes, for example <c>required</c> and <c>available</c> of <c>insufficient_credits</c>.</summary>
    [JsonExtensionData]
    public IDictionary<string, object>? Details { get; set; }
}
