using System.ClientModel;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Generation;

namespace Rankion.Core.Chat.OpenAi;

/// <summary>Says what went wrong with a chat model in words for a person.</summary>
internal static class ChatFaults
{
    public static ChatModelException Of(ProviderFault fault, string? said = null, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new(fault, Sentence(fault, said), inner) { RetryAfter = retryAfter };

    /// <summary>A fault of the network.</summary>
    public static ChatModelException Of(Exception exception, TimeSpan timeout) => exception switch
    {
        ImageProviderException { InnerException: IOException or HttpRequestException } => Of(ProviderFault.OutcomeUnknown, inner: exception),
        ImageProviderException known => Of(known.Fault, inner: known),
        ClientResultException { InnerException: HttpRequestException inner } => Of(inner, timeout),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError }
            or OperationCanceledException { InnerException: TimeoutException } => new(ProviderFault.Unavailable, "The chat model could not be reached.", exception),
        OperationCanceledException => new(ProviderFault.Unavailable, $"The chat model said nothing for {timeout.TotalSeconds:0} seconds.", exception),
        _ => Of(ProviderFault.OutcomeUnknown, inner: exception),
    };

    private static string Sentence(ProviderFault fault, string? said) => fault switch
    {
        ProviderFault.Moderated => "The chat model's safety check refused to answer.",
        ProviderFault.Unauthorized => "The chat model refused the key; an operator has to look at its settings.",
        ProviderFault.QuotaExhausted => "The chat model's account has no credit or quota left; an operator has to top it up.",
        ProviderFault.RateLimited => "The chat model takes no more requests just now.",
        ProviderFault.Unavailable => "The chat model has a fault or is overloaded just now.",
        ProviderFault.OutcomeUnknown => "The chat model's answer broke off.",
        ProviderFault.BadAnswer => "The chat model sent something that is no answer.",
        _ => said is null ? "The chat model did not take the request." : $"The chat model did not take the request: {said}",
    };
}
