using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Generation;

namespace Rankion.Core.Images;

/// <summary>
/// The table of images. Beside it stand, made by migrations and kept by triggers in the transaction that changes the image,
/// so that nobody has to think of them: <c>image_tags</c>, the feed of each tag, clustered in the gallery's order;
/// <c>image_counts</c>, how many images have a trait; and the text index (<c>image_text</c> on SQLite, <c>images.search_text</c>
/// on PostgreSQL). Only images on the gallery's lists are in them.
/// </summary>
internal sealed class ImageMap : IEntityTypeConfiguration<Image>
{
    private const string ListedOnly = "deleted_at is null and in_gallery";

    public void Configure(EntityTypeBuilder<Image> builder)
    {
        builder.ToTable("images");
        builder.Property(i => i.Title).HasMaxLength(200);
        builder.Property(i => i.Model).HasMaxLength(100);
        builder.Property(i => i.Provider).HasMaxLength(40);
        builder.Property(i => i.ErrorCode).HasMaxLength(60);
        builder.Property(i => i.ErrorMessage).HasMaxLength(1000);
        builder.Property(i => i.Sha256).HasMaxLength(64);
        builder.Property(i => i.MaskSha256).HasMaxLength(64);
        builder.Property(i => i.Format).HasMaxLength(8);
        builder.Property(i => i.DominantColor).HasMaxLength(7);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.Ignore(i => i.IsSettled).Ignore(i => i.PublicTitle).Ignore(i => i.IsVideo).Ignore(i => i.IsBrought).Ignore(i => i.IsByModel);
        builder.Property(i => i.Parameters).HasConversion(
            p => p.Print(),
            s => GenerationParameters.Parse(s));
        builder.Property(i => i.Tags).HasConversion(
            t => Images.Tags.Join(t),
            s => Images.Tags.Split(s),
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), t => t.Count == 0 ? 0 : t[0].GetHashCode(StringComparison.Ordinal)));

        // one index per filter, each in the gallery's order; ix_images_edited and ix_images_trash_edited are on an expression, so in the migration
        // the first one holds all of a mark (ContactSheet): a whole gallery is laid out without looking at a row
        Listed(builder, "newest", nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id), nameof(Image.RootId), nameof(Image.IsPrimary),
            nameof(Image.Width), nameof(Image.Height), nameof(Image.DominantColor), nameof(Image.InGallery), nameof(Image.DeletedAt));
        Listed(builder, "project", nameof(Image.TeamId), nameof(Image.ProjectId), nameof(Image.CreatedAt), nameof(Image.Id));
        Listed(builder, "model", nameof(Image.TeamId), nameof(Image.Model), nameof(Image.CreatedAt), nameof(Image.Id));
        Listed(builder, "creator", nameof(Image.TeamId), nameof(Image.CreatedById), nameof(Image.CreatedAt), nameof(Image.Id));
        Listed(builder, "status", nameof(Image.TeamId), nameof(Image.Status), nameof(Image.CreatedAt), nameof(Image.Id));
        Listed(builder, "source", nameof(Image.TeamId), nameof(Image.Source), nameof(Image.CreatedAt), nameof(Image.Id));
        Listed(builder, "generation", nameof(Image.TeamId), nameof(Image.GenerationId), nameof(Image.CreatedAt), nameof(Image.Id));
        // with the columns of its own condition, or SQLite would count a family by way of the whole gallery
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.RootId), nameof(Image.InGallery), nameof(Image.DeletedAt)], "ix_images_family").HasFilter(ListedOnly + " and root_id is not null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_favorite").HasFilter(ListedOnly + " and is_favorite");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id), nameof(Image.SharedUntil)], "ix_images_shared").HasFilter(ListedOnly + " and shared_until is not null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_original").HasFilter(ListedOnly + " and parent_id is null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_variant").HasFilter(ListedOnly + " and parent_id is not null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_untagged").HasFilter(ListedOnly + " and tags = ''");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_video").HasFilter(ListedOnly + " and duration_ms is not null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.DeletedAt), nameof(Image.Id)], "ix_images_trash").HasFilter("deleted_at is not null");
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.CreatedAt), nameof(Image.Id)], "ix_images_trash_created").HasFilter("deleted_at is not null");
        // most images have none: in statistics that would make the whole index look worthless to SQLite
        builder.HasIndex([nameof(Image.TeamId), nameof(Image.Source), nameof(Image.DeletedAt), nameof(Image.SizeBytes)], "ix_images_storage").HasFilter("size_bytes > 0");
        // the four bands of the perceptual hash (Similar.HashBands) are on an expression, so in the migration
        builder.HasIndex([nameof(Image.Id)], "ix_images_unhashed").HasFilter("perceptual_hash is null and sha256 is not null");
        builder.HasIndex(i => i.ParentId).HasFilter("parent_id is not null");
        builder.HasIndex(i => i.RootId).HasFilter("root_id is not null");
        builder.HasIndex(i => i.JobId);
        builder.HasIndex(i => i.ArticleId).HasFilter("article_id is not null");
        builder.HasIndex(i => i.Sha256);
        builder.HasIndex(i => i.MaskSha256).HasFilter("mask_sha256 is not null");
        builder.HasIndex(i => i.EditSessionId).HasFilter("edit_session_id is not null");
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(i => i.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Projects.Project>().WithMany().HasForeignKey(i => i.ProjectId).OnDelete(DeleteBehavior.SetNull);
    }

    private static void Listed(EntityTypeBuilder<Image> builder, string name, params string[] columns) =>
        builder.HasIndex(columns, "ix_images_" + name).HasFilter(ListedOnly);
}
