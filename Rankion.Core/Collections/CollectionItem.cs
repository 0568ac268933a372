using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Images;

namespace Rankion.Core.Collections;

/// <summary>
/// An image that somebody put into a collection. The rows are the collection's feed: it is listed along their indexes, as
/// <c>image_tags</c> is for tags. Triggers made by the migration keep <see cref="IsListed"/> and the counts.
/// </summary>
public sealed class CollectionItem
{
    /// <summary>Between neighbours, so that others fit in without moving anybody.</summary>
    internal const long Gap = 1L << 32;

    public long CollectionId { get; set; }

    public long ImageId { get; set; }

    public long TeamId { get; set; }

    /// <summary>When the image was created, which never changes.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>Where it stands in the collection's own order; positive, and free of meaning otherwise.</summary>
    public long Position { get; set; }

    /// <summary>Whether the image is in the gallery. In the trash it keeps its place, unseen.</summary>
    public bool IsListed { get; set; }

    public long AddedById { get; set; }

    public DateTime AddedAt { get; set; }
}

internal sealed class CollectionItemMap : IEntityTypeConfiguration<CollectionItem>
{
    public void Configure(EntityTypeBuilder<CollectionItem> builder)
    {
        builder.ToTable("collection_items");
        builder.HasKey(c => new { c.CollectionId, c.ImageId });
        builder.HasIndex([nameof(CollectionItem.TeamId), nameof(CollectionItem.CollectionId), nameof(CollectionItem.CreatedAt), nameof(CollectionItem.ImageId)], "ix_collection_items_newest")
            .HasFilter("is_listed");
        // with those that are not listed: the end of the order is theirs, too
        builder.HasIndex([nameof(CollectionItem.TeamId), nameof(CollectionItem.CollectionId), nameof(CollectionItem.Position), nameof(CollectionItem.ImageId), nameof(CollectionItem.IsListed)], "ix_collection_items_order");
        builder.HasOne<Collection>().WithMany().HasForeignKey(c => c.CollectionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(c => c.ImageId).OnDelete(DeleteBehavior.Cascade);
    }
}
