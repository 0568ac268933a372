using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Chat;

/// <summary><c>Rankion:Chat</c>: who answers in conversations, and how much one answer may do.</summary>
public sealed class ChatOptions
{
    public const string Section = "Rankion:Chat";
    private const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary>The model that answers, by the server's own name. Without one the built-in planner does.</summary>
    public string? Model { get; set; }

    /// <summary>The secret key. A server without keys needs none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where <c>/chat/completions</c> is appended; usually ends in <c>/v1</c>. Default: OpenAI.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    /// <summary>How long the server may say nothing before it is given up. Default: 2 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How much of a conversation is sent along, in characters; what is older stays out. Default 24,000.</summary>
    [Range(1_000, 2_000_000)]
    public int HistoryCharacters { get; set; } = 24_000;

    /// <summary>How many tool calls one answer may hold. Default 12.</summary>
    [Range(1, 100)]
    public int MaxCalls { get; set; } = 12;

    /// <summary>How many credits one answer may spend. Default 100.</summary>
    [Range(0, 1_000_000)]
    public int MaxCredits { get; set; } = 100;

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Model);

    internal string? Key => string.IsNullOrWhiteSpace(ApiKey) ? null : ApiKey.Trim();

    internal Uri? Endpoint
    {
        get
        {
            const string tail = "/chat/completions";
            var text = (BaseUrl ?? "").Trim().TrimEnd('/');
            if (text.EndsWith(tail, StringComparison.OrdinalIgnoreCase))
                text = text[..^tail.Length];
            return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" ? endpoint : null;
        }
    }
}

/// <summary>Names every fault of the section at start, and never a secret.</summary>
internal sealed class ChatOptionsCheck : IValidateOptions<ChatOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatOptions options)
    {
        var faults = Faults(options).Select(fault => $"{ChatOptions.Section}:{fault}").ToArray();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ChatOptions options)
    {
        if (options.Endpoint is not { } endpoint)
            yield return "BaseUrl must be an absolute http or https address, for example https://api.openai.com/v1.";
        else if (endpoint is { UserInfo: not "" } or { Fragment: not "" } or { Query: not "" })
            yield return "BaseUrl must hold no user, query or fragment; the key belongs into ApiKey.";
        if (options.Key?.All(c => c is > ' ' and < '\x7f') == false)
            yield return "ApiKey must be plain ASCII without spaces or line breaks.";
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromHours(1))
            yield return "Timeout must be between one second and one hour.";
    }
}
