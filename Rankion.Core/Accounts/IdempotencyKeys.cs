using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Accounts;

/// <summary>An answer that a repeated request gets again.</summary>
/// <param name="Headers">The ones that belong to the answer, a line each.</param>
public sealed record KeptAnswer(int Status, string Headers, byte[] Body);

/// <summary>A key in the hands of the one request that may act on it.</summary>
public sealed record IdempotencyClaim(long TokenId, string Key, DateTime HeldUntil);

/// <summary>
/// Lets a request with an Idempotency-Key act once. Only answers of requests that took effect are kept: a refused one changed
/// nothing, so its key is free for the next attempt.
/// </summary>
public sealed class IdempotencyKeys(Database database, TimeProvider time)
{
    public const int MaxLength = 255;

    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A request that has neither answered nor given up by then died with its server.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    /// <summary>Takes the key, or finds what was answered.</summary>
    /// <param name="requestHash">SHA-256 of method, path and body.</param>
    /// <exception cref="RefusalException">
    /// 422 <c>idempotency_key_reused</c> for another request under the same key, 409 <c>idempotency_in_progress</c> while the first one runs.
    /// </exception>
    public Task<(IdempotencyClaim? Claim, KeptAnswer? Answer)> ClaimAsync(long tokenId, string key, byte[] requestHash, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            // two at once take turns, so that the second one finds the first one's row
            await write.LockAsync($"idempotency key {tokenId} {key}", ct);
            var now = time.UtcNow();
            var same = Find(write, tokenId, key);
            var known = await same.AsNoTracking().SingleOrDefaultAsync(ct);
            if (known is not null && IsTaken(known, now))
                return (null, Repeat(known, requestHash));
            await same.ExecuteDeleteAsync(ct);
            var claim = new IdempotencyClaim(tokenId, key, now + Hold);
            write.Db.Add(new IdempotentRequest { TokenId = tokenId, Key = key, RequestHash = requestHash, HeldUntil = claim.HeldUntil, CreatedAt = now });
            return ((IdempotencyClaim?)claim, (KeptAnswer?)null);
        }, ct);

    /// <summary>Keeps the answer; in the transaction of what it answers both stand or neither, wherever the server dies.</summary>
    /// <returns>False where the request took so long that another one may have the key.</returns>
    public static async Task<bool> KeepAsync(WriteScope write, IdempotencyClaim claim, KeptAnswer answer, CancellationToken ct) =>
        await Held(write, claim).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, answer.Status)
            .SetProperty(r => r.Headers, answer.Headers)
            .SetProperty(r => r.Body, answer.Body), ct) > 0;

    /// <summary>Frees the key of a request that changed nothing. One whose answer is kept stays.</summary>
    public Task ReleaseAsync(IdempotencyClaim claim, CancellationToken ct) =>
        database.WriteAsync(write => Held(write, claim).ExecuteDeleteAsync(ct), ct);

    public static RefusalException InProgress() =>
        Refusal.Conflict("idempotency_in_progress", "The first request with this Idempotency-Key is still running.");

    private static IQueryable<IdempotentRequest> Find(WriteScope write, long tokenId, string key) =>
        write.Db.Set<IdempotentRequest>().Where(r => r.TokenId == tokenId && r.Key == key);

    private static IQueryable<IdempotentRequest> Held(WriteScope write, IdempotencyClaim claim) =>
        Find(write, claim.TokenId, claim.Key).Where(r => r.Status == null && r.HeldUntil == claim.HeldUntil);

    private static bool IsTaken(IdempotentRequest known, DateTime now) =>
        known.Status is null ? known.HeldUntil > now : known.CreatedAt > now - Lifetime;

    private static KeptAnswer Repeat(IdempotentRequest known, byte[] requestHash)
    {
        if (!known.RequestHash.AsSpan().SequenceEqual(requestHash))
            throw new RefusalException("idempotency_key_reused", 422, "This Idempotency-Key was used for another request.");
        return known.Status is { } status ? new KeptAnswer(status, known.Headers!, known.Body!) : throw InProgress();
    }
}
