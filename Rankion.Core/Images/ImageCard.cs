using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>What a tile says of an image. Without its prompt, which may be long and is on no tile.</summary>
public sealed record ImageCard
{
    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Model { get; init; }

    public required string Provider { get; init; }

    public required ImageSource Source { get; init; }

    public long CreatedById { get; init; }

    /// <summary>The name of the person who made it.</summary>
    public string? Creator { get; init; }

    public ProcessingStatus Status { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorMessage { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    public string? Sha256 { get; init; }

    public string? Format { get; init; }

    /// <summary>Of a video; null for an image.</summary>
    public int? DurationMs { get; init; }

    public string? Placeholder { get; init; }

    public string? DominantColor { get; init; }

    public bool IsFavorite { get; init; }

    /// <summary>It was chosen to stand in front of its stack.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>A public link to it works.</summary>
    public bool IsShared { get; init; }

    public long? ProjectId { get; init; }

    public long? JobId { get; init; }

    public bool IsVariant { get; init; }

    /// <summary>The title of the original that it is a variant of.</summary>
    public string? Original { get; init; }

    /// <summary>Direct variants that are not in the trash.</summary>
    public int Variants { get; init; }

    /// <summary>All variants of its family that the gallery lists.</summary>
    public int Family { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>When it went to the trash; null for one that is not there.</summary>
    public DateTime? DeletedAt { get; init; }

    /// <summary>The name of the person who put it there.</summary>
    public string? DeletedBy { get; init; }

    internal static IQueryable<ImageCard> Of(RankionDbContext db, Actor actor, DateTime now)
    {
        var team = db.For(actor);
        return team.Images.Select(i => new ImageCard
        {
            Id = i.Id,
            Title = i.Title,
            Model = i.Model,
            Provider = i.Provider,
            Source = i.Source,
            CreatedById = i.CreatedById,
            Creator = db.Users.Where(u => u.Id == i.CreatedById).Select(u => u.DisplayName).FirstOrDefault(),
            Status = i.Status,
            ErrorCode = i.ErrorCode,
            ErrorMessage = i.ErrorMessage,
            Width = i.Width,
            Height = i.Height,
            Sha256 = i.Sha256,
            Format = i.Format,
            DurationMs = i.DurationMs,
            Placeholder = i.Placeholder,
            DominantColor = i.DominantColor,
            IsFavorite = i.IsFavorite,
            IsPrimary = i.IsPrimary,
            IsShared = i.SharedUntil > now,
            ProjectId = i.ProjectId,
            JobId = i.JobId,
            IsVariant = i.ParentId != null,
            Original = team.Images.Where(r => r.Id == i.RootId).Select(r => r.Title).FirstOrDefault(),
            Variants = i.VariantsCount,
            Family = team.Images.Count(v => v.RootId == (i.RootId ?? i.Id) && v.InGallery && v.DeletedAt == null),
            CreatedAt = i.CreatedAt,
            UpdatedAt = i.UpdatedAt,
            DeletedAt = i.DeletedAt,
            DeletedBy = i.DeletedAt == null ? null : team.Audit.Where(e => e.SubjectKind == "image" && e.SubjectId == i.Id && e.Action == "image.trashed").OrderByDescending(e => e.Id)
                .Select(e => db.Users.Where(u => u.Id == e.UserId).Select(u => u.DisplayName).FirstOrDefault()).FirstOrDefault(),
        });
    }
}
