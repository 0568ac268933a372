using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Images;

namespace Rankion.Core.Collections;

/// <summary>
/// Images that belong together. Either a person puts them in, one by one and in an order of their own; or it is smart: a filter
/// with a name, which holds whatever passes.
/// </summary>
public sealed class Collection
{
    public const int MaxName = 100;
    public const int MaxDescription = 1000;

    public long Id { get; set; }

    public long TeamId { get; set; }

    public required string Name { get; set; }

    /// <summary>The name as it is compared: no two of a team have the same.</summary>
    public required string NameKey { get; set; }

    public string Description { get; set; } = "";

    /// <summary>As <see cref="ImageFilter.ToQuery"/> prints it; null where people put images in.</summary>
    public string? Filter { get; set; }

    /// <summary>Chosen to stand for all; null: the newest does.</summary>
    public long? CoverId { get; set; }

    public long CreatedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Counts the changes of what is said about it, not of what is in it.</summary>
    public int Version { get; set; }

    public bool IsSmart => Filter is not null;

    /// <summary>What it shows in the gallery.</summary>
    public ImageFilter Images => Filter is null ? new() { CollectionId = Id } : ImageFilter.OfQuery(Filter);

    internal void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }

    /// <summary>Two names that a person would take for the same have the same.</summary>
    internal static string KeyOf(string name) => name.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();

    /// <exception cref="RefusalException">409 for a smart one: its filter alone says what is in it.</exception>
    internal Collection RequireByHand() => IsSmart
        ? throw Refusal.Conflict("collection_is_smart", "This collection is smart: its filter says what is in it.") : this;

    /// <exception cref="RefusalException">412 where somebody has changed it since.</exception>
    internal Collection RequireVersion(int? expected) => expected is null || expected == Version ? this : throw Refusal.Changed();
}

internal sealed class CollectionMap : IEntityTypeConfiguration<Collection>
{
    public void Configure(EntityTypeBuilder<Collection> builder)
    {
        builder.ToTable("collections");
        builder.Property(c => c.Name).HasMaxLength(Collection.MaxName);
        builder.Property(c => c.Description).HasMaxLength(Collection.MaxDescription);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.IsSmart).Ignore(c => c.Images);
        builder.HasIndex(c => new { c.TeamId, c.NameKey }).IsUnique();
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(c => c.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(c => c.CoverId).OnDelete(DeleteBehavior.SetNull);
    }
}
