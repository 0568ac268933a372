using Microsoft.Net.Http.Headers;
using Rankion.Core.Generation;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/generate</c>.</summary>
internal static class GenerationApi
{
    public static void MapGeneration(this IEndpointRouteBuilder v1) =>
        v1.MapPost("/generate/image", GenerateAsync).WithName("generateImage").WithTags("Images").Answers<GenerateImageReceipt>(202, HeaderNames.Location, ApiHeaders.CreditsCharged, ApiHeaders.CreditsRemaining).Refuses(402, 422);

    /// <summary>Generate images from a prompt.</summary>
    /// <remarks>They are in the gallery at once, as <c>queued</c>: read them until they are <c>ready</c>. Each costs 5 credits, given back where it fails.</remarks>
    internal static async Task<IResult> GenerateAsync(GenerateImageBody body, Generator generator, HttpContext http, CancellationToken ct)
    {
        ApiAnswer? answer = null;
        await generator.GenerateAsync(http.Actor(), body.ToRequest(), (write, receipt) => http.KeepAnswerAsync(write, answer = Accept(http, receipt)), ct);
        return answer!;
    }

    private static ApiAnswer Accept(HttpContext http, GenerationReceipt receipt)
    {
        var body = new GenerateImageReceipt(ApiIds.Job(receipt.JobId), receipt.ImageIds[0], receipt.ImageIds, receipt.GenerationId);
        return ApiAnswer.Of(StatusCodes.Status202Accepted, body, ApiJson.Wire.GenerateImageReceipt)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/images/{receipt.ImageIds[0]}"))
            .With(ApiHeaders.CreditsCharged, ApiIds.Text(receipt.CreditsCharged))
            .With(ApiHeaders.CreditsRemaining, ApiIds.Text(receipt.CreditsRemaining));
    }
}
