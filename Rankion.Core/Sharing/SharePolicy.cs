using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rankion.Core.Sharing;

/// <summary>What every new or changed link of a team must keep to. A team that has said nothing has none of it.</summary>
public sealed class SharePolicy
{
    /// <summary>The longest that a limit may be, in days.</summary>
    public const int MaxDays = 3650;

    public long TeamId { get; init; }

    /// <summary>Days that a link lives where nobody says how long; null: for good.</summary>
    public int? DefaultDays { get; set; }

    /// <summary>Days that a link lives at the most, from when its end is set; null: there is no limit.</summary>
    public int? MaxLifeDays { get; set; }

    public bool PasswordRequired { get; set; }

    /// <summary>The label of AI pictures cannot be switched off.</summary>
    public bool LabelForced { get; set; }

    /// <summary>When a link ends for which nobody said when.</summary>
    public DateTime? DefaultEnd(DateTime now) => (DefaultDays ?? MaxLifeDays) is { } days ? now.AddDays(days) : null;

    /// <exception cref="RefusalException">422 for limits that cannot be.</exception>
    internal void Check()
    {
        if (DefaultDays is < 1 or > MaxDays)
            throw Refusal.Invalid("default_days", $"This must be a whole number from 1 to {MaxDays}.");
        if (MaxLifeDays is < 1 or > MaxDays)
            throw Refusal.Invalid("max_life_days", $"This must be a whole number from 1 to {MaxDays}.");
        if (DefaultDays > MaxLifeDays)
            throw Refusal.Invalid("default_days", "The default is longer than the longest life that is allowed.");
    }

    /// <summary>Refuses terms that name what the policy does not allow.</summary>
    /// <param name="end">The end that was named.</param>
    /// <exception cref="RefusalException">422 by field.</exception>
    internal void Check(ShareTerms terms, Named<DateTime?>? end, bool hasPassword, DateTime now)
    {
        // a minute's grace: who picks the longest life by the clock on the wall is not refused for the seconds it took
        if (MaxLifeDays is { } days && end is { } named && !(named.Value <= now.AddDays(days).AddMinutes(1)))
            throw Refusal.Invalid("expires_at", $"Links of your team end after {days} days at the latest.");
        if (PasswordRequired && !hasPassword)
            throw Refusal.Invalid("password", "Links of your team need a password.");
        if (LabelForced && terms.ShowLabel == false)
            throw Refusal.Invalid("show_label", "Your team always shows the label of AI pictures.");
    }
}

internal sealed class SharePolicyMap : IEntityTypeConfiguration<SharePolicy>
{
    public void Configure(EntityTypeBuilder<SharePolicy> builder)
    {
        builder.ToTable("share_policies");
        builder.HasKey(p => p.TeamId);
        builder.Property(p => p.TeamId).ValueGeneratedNever();
        builder.HasOne<Teams.Team>().WithOne().HasForeignKey<SharePolicy>(p => p.TeamId).OnDelete(DeleteBehavior.Cascade);
    }
}
