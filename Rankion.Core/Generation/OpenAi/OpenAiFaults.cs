using System.ClientModel;
using System.Net.Http;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>Sorts every way to fail by what to do about it. The code goes before the status: servers disagree more on the latter.</summary>
internal static class OpenAiFaults
{
    public static ImageProviderException Of(OpenAiReply reply, OpenAiError? error, string? key)
    {
        var fault = FaultOf(reply.Status, error);
        return reply.Fault(fault, Sentence(fault, reply.Status, error, key), error?.Code);
    }

    /// <summary>What a refusal means, whatever was asked for.</summary>
    public static ProviderFault FaultOf(int status, OpenAiError? error) => ByCode(error) ?? ByStatus(status);

    /// <summary>The faults of the network; anything else is a bug and is let through.</summary>
    public static bool IsExpected(Exception exception) =>
        exception is ImageProviderException or ClientResultException or HttpRequestException or IOException or OperationCanceledException;

    public static ImageProviderException Of(Exception exception, TimeSpan timeout) => exception switch
    {
        ClientResultException { InnerException: HttpRequestException inner } => Of(inner, timeout),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            new(ProviderFault.Unavailable, "The image provider's host name is not known.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            new(ProviderFault.Unavailable, "No secure connection to the image provider could be made.", exception),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError }
            or OperationCanceledException { InnerException: TimeoutException } =>
            new(ProviderFault.Unavailable, "The image provider could not be reached.", exception),
        OperationCanceledException =>
            new(ProviderFault.OutcomeUnknown, $"The image provider did not answer within {Words(timeout)}.", exception),
        _ => new(ProviderFault.OutcomeUnknown, "The connection to the image provider broke before its answer came.", exception),
    };

    private static ProviderFault? ByCode(OpenAiError? error) => (error?.Code, error?.Type) switch
    {
        ("moderation_blocked" or "content_policy_violation" or "content_filter", _) => ProviderFault.Moderated,
        ("billing_hard_limit_reached" or "insufficient_quota" or "credit_balance_exhausted" or "organization_spend_limit_exceeded"
            or "project_spend_limit_exceeded" or "organization_usage_limit_exceeded", _) => ProviderFault.QuotaExhausted,
        (_, "insufficient_quota" or "billing_limit_user_error") => ProviderFault.QuotaExhausted,
        ("invalid_api_key", _) => ProviderFault.Unauthorized,
        ("model_not_found", _) => ProviderFault.Rejected,
        ("rate_limit_exceeded" or "slow_down", _) => ProviderFault.RateLimited,
        ("server_error" or "server_is_overloaded", _) => ProviderFault.Unavailable,
        _ => null,
    };

    private static ProviderFault ByStatus(int status) => status switch
    {
        < 300 => ProviderFault.BadAnswer,
        401 or 403 => ProviderFault.Unauthorized,
        402 => ProviderFault.QuotaExhausted,
        429 => ProviderFault.RateLimited,
        // a proxy gave up on a server that may still be drawing
        524 => ProviderFault.OutcomeUnknown,
        408 or 409 or 425 or 500 or (>= 502) => ProviderFault.Unavailable,
        _ => ProviderFault.Rejected,
    };

    private static string Sentence(ProviderFault fault, int status, OpenAiError? error, string? key)
    {
        var said = error?.Readable(key);
        return fault switch
        {
            ProviderFault.Moderated when said is null => "The image provider's safety check refused the prompt or the picture.",
            ProviderFault.Moderated => $"The image provider's safety check refused this: {said}",
            ProviderFault.Unauthorized when status == 403 =>
                "The image provider does not allow this account to use the model; an operator has to look at its settings.",
            ProviderFault.Unauthorized => "The image provider refused the key; an operator has to set a valid one.",
            ProviderFault.QuotaExhausted => "The image provider's account has no credit or quota left; an operator has to top it up.",
            ProviderFault.RateLimited => "The image provider takes no more requests just now.",
            ProviderFault.Unavailable => "The image provider has a fault or is overloaded just now.",
            ProviderFault.OutcomeUnknown => "The image provider did not answer in time.",
            ProviderFault.BadAnswer when said is not null => $"The image provider answered without an image: {said}",
            ProviderFault.BadAnswer => "The image provider answered without an image.",
            _ when said is not null => $"The image provider did not take the request: {said}",
            _ when status is < 400 or 404 => "The image provider has no image endpoint at the configured address; a base URL usually ends in /v1.",
            _ => $"The image provider did not take the request (HTTP {status}).",
        };
    }

    private static string Words(TimeSpan time) => time.TotalSeconds < 120 ? $"{time.TotalSeconds:0.#} seconds" : $"{time.TotalMinutes:0.#} minutes";
}
