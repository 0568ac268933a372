using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Data;

namespace Rankion.Web.Api;

/// <summary>
/// <c>Idempotency-Key</c> on any POST: what took effect is answered again and not done again. An endpoint that moves money
/// keeps its answer in the transaction that moves it (<see cref="IdempotencyScope.KeepAnswerAsync"/>), so that a server that dies in between
/// charges nobody twice; for the others the answer is kept once it is there.
/// </summary>
internal sealed class Idempotency(RequestDelegate next, IdempotencyKeys keys, Database database)
{
    /// <summary>The headers that are part of an answer.</summary>
    private static readonly string[] Kept = [HeaderNames.Location, HeaderNames.ETag, HeaderNames.CacheControl, ApiHeaders.CreditsCharged, ApiHeaders.CreditsRemaining];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<NotReplayed>() is not null
            || !http.Request.Headers.TryGetValue(ApiHeaders.IdempotencyKey, out var given))
        {
            await next(http);
            return;
        }
        var key = given.ToString();
        if (key.Length is 0 or > IdempotencyKeys.MaxLength)
            throw Refusal.Invalid(ApiHeaders.IdempotencyKey, $"An Idempotency-Key has 1 to {IdempotencyKeys.MaxLength} characters.");
        var hash = await RequestFingerprint.OfAsync(http.Request, http.RequestAborted);
        var (claim, answer) = await keys.ClaimAsync(http.Actor().TokenId!.Value, key, hash, http.RequestAborted);
        if (answer is not null)
        {
            http.Response.Headers[ApiHeaders.IdempotencyReplayed] = "true";
            await ApiAnswer.Of(answer).ExecuteAsync(http);
            return;
        }
        try
        {
            http.Features.Set(claim);
            await AnswerAsync(http, claim!);
        }
        finally
        {
            if (http.Features.Get<IdempotencyClaim>() is not null)
                await keys.ReleaseAsync(claim!, CancellationToken.None);
        }
    }

    /// <summary>Runs the endpoint, keeps what it answered if it took effect and has not kept it itself, then sends it.</summary>
    private async Task AnswerAsync(HttpContext http, IdempotencyClaim claim)
    {
        var wire = http.Response.Body;
        using var body = new MemoryStream();
        http.Response.Body = body;
        http.Features.Set(new UnbufferedBody(wire));
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }
        var response = http.Response;
        if (response.StatusCode is >= 200 and < 300 && http.Features.Get<IdempotencyClaim>() is not null)
        {
            var headers = Kept.Where(response.Headers.ContainsKey).Select(name => $"{name}: {response.Headers[name]}");
            var answer = new KeptAnswer(response.StatusCode, string.Join('\n', headers), body.ToArray());
            await database.WriteAsync(write => IdempotencyKeys.KeepAsync(write, claim, answer, CancellationToken.None), CancellationToken.None);
            http.Features.Set<IdempotencyClaim>(null);
        }
        body.Position = 0;
        await body.CopyToAsync(wire, http.RequestAborted);
    }
}

/// <summary>A POST that changes nothing: done again it is the same, and its answer may be too large to be kept.</summary>
internal sealed record NotReplayed;

/// <summary>Where the answer of a request with a key goes in the end.</summary>
internal sealed record UnbufferedBody(Stream Wire);

internal static class IdempotencyScope
{
    /// <summary>Sends what follows as it comes: the answer to a repeated request has been kept already (<see cref="KeepAnswerAsync"/>).</summary>
    public static void DoNotBuffer(this HttpContext http)
    {
        if (http.Features.Get<UnbufferedBody>() is { } body)
            http.Response.Body = body.Wire;
    }

    /// <summary>Keeps an answer in the transaction of what it answers; does nothing where the request has no key.</summary>
    public static async Task KeepAnswerAsync(this HttpContext http, WriteScope write, ApiAnswer answer)
    {
        if (http.Features.Get<IdempotencyClaim>() is not { } claim)
            return;
        if (!await IdempotencyKeys.KeepAsync(write, claim, answer.Keep(), http.RequestAborted))
            throw IdempotencyKeys.InProgress(); // this one took so long that another has the key: nothing may commit
        write.AfterCommit(() => http.Features.Set<IdempotencyClaim>(null));
    }
}
