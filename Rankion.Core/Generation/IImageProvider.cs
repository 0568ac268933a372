namespace Rankion.Core.Generation;

/// <summary>Draws images: one per call. Two real ones stand behind it, <c>openai</c> and <c>sketch</c>.</summary>
public interface IImageProvider
{
    /// <summary>As it stands in an image's <c>provider</c>: <c>openai</c>, <c>sketch</c>.</summary>
    string Name { get; }

    /// <summary>What it offers, the preferred one first; empty while it is not configured.</summary>
    IReadOnlyList<ImageModel> Models { get; }

    /// <summary>
    /// Draws one image, or one variant where <see cref="ImageRequest.Inputs"/> holds a source. Nothing is retried in here: the
    /// job queue does that, by the kind of the exception.
    /// </summary>
    /// <exception cref="ImageProviderException">Whatever went wrong, sorted by what to do about it.</exception>
    /// <exception cref="OperationCanceledException">Only when <paramref name="ct"/> asked for it.</exception>
    Task<ProviderImage> DrawAsync(ImageRequest request, CancellationToken ct);
}

/// <summary>What a provider is asked for.</summary>
/// <param name="Model">The provider's own name of the model.</param>
/// <param name="Prompt">1 to 32,000 characters.</param>
/// <param name="Size">In pixels, already checked against the model.</param>
/// <param name="Index">Which image of its request it is, from 0: the sketch draws each one differently, and the same again on a retry.</param>
public sealed record ImageRequest(string Model, string Prompt, PixelSize Size, int Index = 0)
{
    public string? Quality { get; init; }

    public string? Background { get; init; }

    /// <summary><c>png</c>, <c>jpeg</c> or <c>webp</c>; the provider's default where null.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>PNG, JPEG or WebP bytes of what is to be changed; empty to draw something new.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Inputs { get; init; } = [];

    /// <summary>Likewise, of what is to guide it.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> References { get; init; } = [];

    /// <summary>Everything that is sent along.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pictures => [.. Inputs, .. References];

    /// <summary>PNG with alpha, the size of the first input; transparent is where to change.</summary>
    public ReadOnlyMemory<byte>? Mask { get; init; }

    /// <summary>Asks for the one input, untouched, in larger, and for nothing that the prompt says; null for a drawing or an edit.</summary>
    public Upscaling? Upscale { get; init; }
}

/// <summary>How an image is to become larger.</summary>
/// <param name="Factor">How many times as wide and high.</param>
/// <param name="IsByModel">A trained model made the image: the larger one says so too, where the image does not say it itself.</param>
public sealed record Upscaling(int Factor, bool IsByModel);

/// <summary>What came back. The bytes are as the provider sent them, not yet looked at.</summary>
/// <param name="RequestId">The provider's name of the call, for support.</param>
public sealed record ProviderImage(ReadOnlyMemory<byte> Bytes, string? RevisedPrompt = null, string? RequestId = null);

/// <summary>Width and height in pixels.</summary>
public readonly record struct PixelSize(int Width, int Height)
{
    public override string ToString() => $"{Width}x{Height}";

    /// <summary>Reads <c>1536x1024</c>.</summary>
    public static bool TryParse(string? text, out PixelSize size)
    {
        var parts = text?.Split('x');
        var ok = int.TryParse(parts is [var w, _] ? w : null, out var width) & int.TryParse(parts is [_, var h] ? h : null, out var height);
        size = new(width, height);
        return ok && width > 0 && height > 0;
    }
}

/// <summary>What a failure means: whether to try again, and whose move it is. Each failure but a retried one is refunded.</summary>
public enum ProviderFault
{
    /// <summary>The safety check refused the prompt or the picture: the person must change it.</summary>
    Moderated,

    /// <summary>The provider does not take these parameters.</summary>
    Rejected,

    /// <summary>The key is missing, wrong or not allowed: an operator's matter.</summary>
    Unauthorized,

    /// <summary>The account behind the key has no money or quota left: an operator's matter.</summary>
    QuotaExhausted,

    /// <summary>Too many requests just now: try again later.</summary>
    RateLimited,

    /// <summary>The provider is down, overloaded or could not be reached: try again later.</summary>
    Unavailable,

    /// <summary>No answer in time, or the connection broke after the request was sent: it may have been drawn and billed, so it is not repeated unasked.</summary>
    OutcomeUnknown,

    /// <summary>What came back is not a usable image.</summary>
    BadAnswer,
}

/// <summary>A provider did not deliver.</summary>
/// <param name="fault">What to do about it.</param>
/// <param name="message">One sentence for a person; no key, no stack, no markup.</param>
public sealed class ImageProviderException(ProviderFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ProviderFault Fault { get; } = fault;

    /// <summary>HTTP status; 0 where there was no answer.</summary>
    public int Status { get; init; }

    /// <summary>The provider's own code, for example <c>moderation_blocked</c>.</summary>
    public string? ProviderCode { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsTransient => Fault is ProviderFault.RateLimited or ProviderFault.Unavailable;

    /// <summary>The stable code of the failed image: <c>provider_moderated</c>, <c>provider_rate_limited</c> …</summary>
    public string Code => Fault switch
    {
        ProviderFault.Moderated => "provider_moderated",
        ProviderFault.Rejected => "provider_rejected",
        ProviderFault.Unauthorized => "provider_unauthorized",
        ProviderFault.QuotaExhausted => "provider_quota_exhausted",
        ProviderFault.RateLimited => "provider_rate_limited",
        ProviderFault.Unavailable => "provider_unavailable",
        ProviderFault.OutcomeUnknown => "provider_outcome_unknown",
        _ => "provider_bad_answer",
    };
}
