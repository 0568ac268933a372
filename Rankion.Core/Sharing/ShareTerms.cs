namespace Rankion.Core.Sharing;

/// <summary>What a link is to allow. What is not named stays as it is: a new link is open, without end, with the download.</summary>
public sealed record ShareTerms
{
    public const int MinPassword = 4;
    public const int MaxPassword = 200;

    private static readonly Dictionary<string, TimeSpan?> Spans = new(StringComparer.Ordinal)
    {
        ["1h"] = TimeSpan.FromHours(1),
        ["1d"] = TimeSpan.FromDays(1),
        ["7d"] = TimeSpan.FromDays(7),
        ["30d"] = TimeSpan.FromDays(30),
        ["never"] = null,
    };

    /// <summary>UTC; null: never.</summary>
    public Named<DateTime?>? ExpiresAt { get; init; }

    /// <summary>From now: <c>1h</c>, <c>1d</c>, <c>7d</c>, <c>30d</c> or <c>never</c>.</summary>
    public string? ExpiresIn { get; init; }

    /// <summary>Null: none.</summary>
    public Named<string?>? Password { get; init; }

    public bool? AllowDownload { get; init; }

    /// <exception cref="RefusalException">422 by field.</exception>
    internal void Check(DateTime now)
    {
        if (ExpiresIn is not null && !Spans.ContainsKey(ExpiresIn))
            throw Refusal.Invalid("expires_in", $"This must be one of: {string.Join(", ", Spans.Keys)}.");
        if (ExpiresIn is not null && ExpiresAt is { Value: not null })
            throw Refusal.Invalid("expires_in", "Name expires_at or expires_in, not both.");
        if (ExpiresAt is { Value: { } end } && end <= now)
            throw Refusal.Invalid("expires_at", "This must lie in the future.");
        if (Password is { Value: { Length: < MinPassword or > MaxPassword } })
            throw Refusal.Invalid("password", $"This must be {MinPassword} to {MaxPassword} characters long.");
    }

    /// <param name="passwordHash">Of <see cref="Password"/>: it takes long, so it is made before the transaction.</param>
    /// <returns>The names of what changed.</returns>
    internal IReadOnlyList<string> ApplyTo(Share share, string? passwordHash, DateTime now)
    {
        var changed = new List<string>();
        var names = ExpiresIn is not null || ExpiresAt is not null;
        var end = ExpiresIn is not null ? now + Spans[ExpiresIn] : ExpiresAt?.Value;
        if (names && share.ExpiresAt != end)
        {
            share.ExpiresAt = end;
            changed.Add("expires_at");
        }
        if (Password is not null && (share.PasswordHash is not null || passwordHash is not null))
        {
            share.PasswordHash = passwordHash;
            changed.Add("password");
        }
        if (AllowDownload is { } allow && share.AllowDownload != allow)
        {
            share.AllowDownload = allow;
            changed.Add("allow_download");
        }
        return changed;
    }
}
