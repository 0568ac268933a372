using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rankion.Core.Generation;

namespace Rankion.Core.Images;

/// <summary>What is known of an uploaded image's file, beside its row since no list shows it.</summary>
public sealed class ImageOrigin
{
    public long ImageId { get; set; }

    public long TeamId { get; set; }

    public required ImageFacts Facts { get; set; }
}

/// <summary>What an uploaded file said of itself. Whoever made the file wrote it: shown as such, never trusted.</summary>
public sealed record ImageFacts
{
    public string? FileName { get; init; }

    /// <summary>Where it was fetched from, without a query.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The name of its ICC profile.</summary>
    public string? ColorProfile { get; init; }

    /// <summary>EXIF, 1 to 8; 1 is upright.</summary>
    public int Orientation { get; init; } = 1;

    public string? Camera { get; init; }

    /// <summary>It says where it was taken. Strangers never get that.</summary>
    public bool HasLocation { get; init; }

    /// <summary>A C2PA manifest is in it.</summary>
    public bool HasContentCredentials { get; init; }

    /// <summary>IPTC's, by its last part: <c>trainedAlgorithmicMedia</c>.</summary>
    public string? DigitalSourceType { get; init; }

    public string? Description { get; init; }

    /// <summary>What tool left the AI's mark: <c>automatic1111</c>, <c>comfyui</c>, <c>invokeai</c>, <c>novelai</c>, <c>iptc</c>; null where there is none.</summary>
    public string? AiTool { get; init; }

    public string? NegativePrompt { get; init; }

    public string? AiSettings { get; init; }
}

internal sealed class ImageOriginMap : IEntityTypeConfiguration<ImageOrigin>
{
    public void Configure(EntityTypeBuilder<ImageOrigin> builder)
    {
        builder.ToTable("image_origins");
        builder.HasKey(o => o.ImageId);
        builder.Property(o => o.ImageId).ValueGeneratedNever();
        builder.Property(o => o.Facts).HasConversion(
            f => JsonSerializer.Serialize(f, GenerationParameters.Json),
            s => JsonSerializer.Deserialize<ImageFacts>(s, GenerationParameters.Json)!);
        builder.HasOne<Image>().WithOne().HasForeignKey<ImageOrigin>(o => o.ImageId).OnDelete(DeleteBehavior.Cascade);
    }
}
