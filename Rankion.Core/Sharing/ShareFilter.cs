namespace Rankion.Core.Sharing;

/// <summary>What has become of a link.</summary>
public enum ShareStatus
{
    Active,
    Expired,
    Revoked,

    /// <summary>Its image is in the trash: it opens again once that is restored.</summary>
    Suspended,

    /// <summary>Its image was deleted for good.</summary>
    Gone,
}

public enum ShareSort
{
    Newest,

    /// <summary>What ends soonest first, what never ends last.</summary>
    Ending,
    Views,
    LastViewed,
}

/// <summary>Which links of a team, in which order.</summary>
public sealed record ShareFilter
{
    /// <summary>A link that nobody has opened for so long is unused.</summary>
    public static readonly TimeSpan UnusedAfter = TimeSpan.FromDays(30);

    /// <summary>Only those that open; else all there ever were.</summary>
    public bool Active { get; init; } = true;

    public bool WithoutEnd { get; init; }

    public bool WithoutPassword { get; init; }

    /// <summary>Not opened for <see cref="UnusedAfter"/>, and made before that.</summary>
    public bool Unused { get; init; }

    public ShareSort Sort { get; init; }

    internal IQueryable<Share> Apply(IQueryable<Share> shares, DateTime now)
    {
        if (Active)
            shares = shares.Where(s => s.RevokedAt == null && (s.ExpiresAt == null || s.ExpiresAt > now));
        if (WithoutEnd)
            shares = shares.Where(s => s.ExpiresAt == null);
        if (WithoutPassword)
            shares = shares.Where(s => s.PasswordHash == null);
        if (Unused)
        {
            var since = now - UnusedAfter;
            shares = shares.Where(s => s.CreatedAt < since && (s.LastViewedAt == null || s.LastViewedAt < since));
        }
        return shares;
    }

    internal IQueryable<Share> Order(IQueryable<Share> shares) => Sort switch
    {
        ShareSort.Ending => shares.OrderBy(s => s.ExpiresAt == null).ThenBy(s => s.ExpiresAt).ThenByDescending(s => s.Id),
        ShareSort.Views => shares.OrderByDescending(s => s.ViewCount).ThenByDescending(s => s.Id),
        ShareSort.LastViewed => shares.OrderBy(s => s.LastViewedAt == null).ThenByDescending(s => s.LastViewedAt).ThenByDescending(s => s.Id),
        _ => shares.OrderByDescending(s => s.Id),
    };
}
