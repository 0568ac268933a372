using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Images;

namespace Rankion.Core.Articles;

/// <summary>Where an article stands.</summary>
public enum ArticleStatus
{
    Draft,
    Review,
    Published,
    Archived,
}

/// <summary>A text of a project, with the images that it shows.</summary>
public sealed class Article
{
    public const int MaxTitle = 200;
    public const int MaxSlug = 100;

    /// <summary>Characters.</summary>
    public const int MaxBody = 200_000;

    public long Id { get; set; }

    public long TeamId { get; set; }

    public long ProjectId { get; set; }

    public required string Title { get; set; }

    /// <summary>Unique within the project.</summary>
    public required string Slug { get; set; }

    public ArticleStatus Status { get; set; }

    /// <summary>Markdown; an image of the team stands in it as <c>![words](image:42)</c>.</summary>
    public required string Body { get; set; }

    public long? HeroImageId { get; set; }

    public long CreatedById { get; set; }

    public long EditedById { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    /// <summary>Counts the changes of the row; what is saved on an older one is refused.</summary>
    public int Version { get; set; }
}

/// <summary>An image that stands in an article's text.</summary>
public sealed class ArticleImage
{
    public long ArticleId { get; set; }

    public long ImageId { get; set; }

    public long TeamId { get; set; }
}

internal sealed class ArticleMap : IEntityTypeConfiguration<Article>
{
    public void Configure(EntityTypeBuilder<Article> builder)
    {
        builder.ToTable("articles");
        builder.Property(a => a.Title).HasMaxLength(Article.MaxTitle);
        builder.Property(a => a.Slug).HasMaxLength(Article.MaxSlug);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.ProjectId, a.Slug }).IsUnique();
        builder.HasIndex(a => new { a.TeamId, a.UpdatedAt, a.Id });
        builder.HasIndex(a => new { a.TeamId, a.ProjectId, a.UpdatedAt, a.Id });
        builder.HasIndex(a => new { a.HeroImageId, a.TeamId }).HasFilter("hero_image_id is not null");
        builder.HasOne<Teams.Team>().WithMany().HasForeignKey(a => a.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Projects.Project>().WithMany().HasForeignKey(a => a.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(a => a.HeroImageId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class ArticleImageMap : IEntityTypeConfiguration<ArticleImage>
{
    public void Configure(EntityTypeBuilder<ArticleImage> builder)
    {
        builder.ToTable("article_images");
        builder.HasKey(a => new { a.ArticleId, a.ImageId });
        builder.HasIndex(a => new { a.ImageId, a.TeamId });
        builder.HasOne<Article>().WithMany().HasForeignKey(a => a.ArticleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Image>().WithMany().HasForeignKey(a => a.ImageId).OnDelete(DeleteBehavior.Cascade);
    }
}
