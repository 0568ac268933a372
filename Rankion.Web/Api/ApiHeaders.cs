namespace Rankion.Web.Api;

/// <summary>Headers of our own.</summary>
internal static class ApiHeaders
{
    public const string CreditsCharged = "X-Credits-Charged";
    public const string CreditsRemaining = "X-Credits-Remaining";
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IdempotencyReplayed = "Idempotency-Replayed";
    public const string RateLimit = "X-RateLimit-Limit";
    public const string RateRemaining = "X-RateLimit-Remaining";
    public const string RateReset = "X-RateLimit-Reset";
}
