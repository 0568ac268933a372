using System.ClientModel.Primitives;
using System.Globalization;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>What a server answered, read whole.</summary>
internal sealed record OpenAiReply(int Status, ReadOnlyMemory<byte> Body, string? RequestId = null, TimeSpan? RetryAfter = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Reads the answer; more than <paramref name="limit"/> bytes are refused.</summary>
    public static async Task<OpenAiReply> ReadAsync(PipelineResponse response, long limit, TimeProvider time, CancellationToken ct)
    {
        var reply = new OpenAiReply(response.Status, default, OpenAiError.CodeOrNull(Header(response, "x-request-id")), RetryAfterOf(response, time));
        try
        {
            var body = response.ContentStream is { } stream ? await ReadAsync(stream, limit, ct) : [];
            return body is null ? throw reply.Bad("The image provider's answer is too large.") : reply with { Body = body };
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // of a refusal the status says enough
            return reply.IsSuccess ? throw reply.Bad("The image provider's answer broke off halfway.", exception) : reply;
        }
    }

    /// <summary>The stream's bytes, or null when there are more than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream, long limit, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        while (await stream.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (bytes.Length + read > limit)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    public ImageProviderException Bad(string message, Exception? inner = null) => Fault(ProviderFault.BadAnswer, message, null, inner);

    public ImageProviderException Fault(ProviderFault fault, string message, string? code = null, Exception? inner = null) =>
        new(fault, message, inner) { Status = Status, ProviderCode = code, RequestId = RequestId, RetryAfter = RetryAfter };

    private static TimeSpan? RetryAfterOf(PipelineResponse response, TimeProvider time)
    {
        if (Seconds(Header(response, "retry-after-ms")) is { } milliseconds)
            return Wait(milliseconds / 1000);
        var text = Header(response, "Retry-After");
        if (Seconds(text) is { } seconds)
            return Wait(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? Wait((decimal)(until - time.GetUtcNow()).TotalSeconds)
            : null;
    }

    // decimal, because it knows no NaN and no infinity
    private static decimal? Seconds(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static TimeSpan Wait(decimal seconds) => TimeSpan.FromSeconds((double)Math.Clamp(seconds, 0, 86_400));

    private static string? Header(PipelineResponse response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;
}
