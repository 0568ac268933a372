using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Generation;

namespace Rankion.Core.Images;

internal sealed class ImageMap : IEntityTypeConfiguration<Image>, IEntityTypeConfiguration<ImageTag>
{
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
        builder.Ignore(i => i.IsSettled);
        builder.Property(i => i.Parameters).HasConversion(
            p => JsonSerializer.Serialize(p, GenerationParameters.Json),
            s => JsonSerializer.Deserialize<GenerationParameters>(s, GenerationParameters.Json)!);
        builder.Property(i => i.Tags).HasConversion(
            t => string.Join('\n', t),
            s => s.Length == 0 ? Array.Empty<string>() : s.Split('\n'),
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), t => t.Count == 0 ? 0 : t[0].GetHashCode(StringComparison.Ordinal)));

        builder.HasIndex(i => new { i.TeamId, i.CreatedAt, i.Id }).HasFilter("deleted_at is null and in_gallery").HasDatabaseName("ix_images_newest");
        builder.HasIndex(i => new { i.TeamId, i.ProjectId, i.CreatedAt, i.Id }).HasFilter("deleted_at is null and in_gallery").HasDatabaseName("ix_images_project");
        builder.HasIndex(i => i.ParentId);
        builder.HasIndex(i => i.RootId);
        builder.HasIndex(i => i.JobId);
        builder.HasIndex(i => i.Sha256);
        builder.HasIndex(i => i.MaskSha256).HasFilter("mask_sha256 is not null");
        builder.HasIndex(i => i.EditSessionId).HasFilter("edit_session_id is not null");
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(i => i.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Projects.Project>().WithMany().HasForeignKey(i => i.ProjectId).OnDelete(DeleteBehavior.SetNull);
    }

    public void Configure(EntityTypeBuilder<ImageTag> builder)
    {
        builder.ToTable("image_tags");
        builder.HasKey(t => new { t.TeamId, t.Tag, t.CreatedAt, t.ImageId });
        builder.Property(t => t.Tag).HasMaxLength(64);
        builder.HasIndex(t => t.ImageId);
        builder.HasOne<Image>().WithMany().HasForeignKey(t => t.ImageId).OnDelete(DeleteBehavior.Cascade);
    }
}
