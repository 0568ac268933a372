using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Live;
using Rankion.Core.Storage;

namespace Rankion.Core.Uploads;

/// <summary>Writes the rows of uploaded images.</summary>
public sealed class UploadedImages(StorageMeter storage, ChangeFeed feed, TimeProvider time)
{
    /// <summary>What an upload has for its provider, and where nothing is known of it for its model.</summary>
    public const string Provider = "upload";

    private const int MaxFileName = 200;
    private const int MaxDescription = 2_000;
    private const int MaxUrl = 500;

    /// <exception cref="RefusalException">413 where the team's storage has no room for it.</exception>
    internal async Task<(Image Image, ImageFacts Facts)> AddAsync(
        WriteScope write, Actor actor, StoredImage stored, FileMetadata metadata, UploadRequest request, IReadOnlyList<string> tags, CancellationToken ct)
    {
        var now = time.UtcNow();
        var facts = FactsOf(metadata, request);
        var prompt = metadata.Ai?.Prompt ?? "";
        var image = new Image
        {
            TeamId = actor.TeamId,
            ProjectId = request.ProjectId,
            Title = request.Title ?? TitleOf(metadata, prompt, facts.FileName),
            IsTitled = request.Title is not null,
            Prompt = prompt,
            Model = metadata.Ai?.Model ?? Provider,
            Provider = Provider,
            Tags = tags,
            GenerationId = Guid.CreateVersion7(),
            Source = ImageSource.Uploaded,
            HasAiMark = metadata.Ai is not null,
            CreatedById = actor.UserId,
            CreatedAt = now,
        };
        image.Complete(stored, null, now);
        write.Db.Add(image);
        await write.Db.SaveChangesAsync(ct);
        await storage.RequireFitAsync(write.Db.For(actor), ct);
        write.Db.Add(new ImageOrigin { ImageId = image.Id, TeamId = actor.TeamId, Facts = facts });
        write.AfterCommit(() => feed.Publish(new ImagesAdded(actor.TeamId, [image.Id])));
        return (image, facts);
    }

    /// <summary>Where the team does not have the file yet, whether it would fit, before anything is decoded or stored.</summary>
    /// <exception cref="RefusalException">413 <c>storage_limit_reached</c>.</exception>
    internal async Task RequireRoomAsync(TeamData team, string sha256, long bytes, CancellationToken ct)
    {
        if (!await team.StoredFiles.AnyAsync(f => f.Sha256 == sha256, ct))
            await storage.RequireRoomAsync(team, bytes, ct);
    }

    private static ImageFacts FactsOf(FileMetadata metadata, UploadRequest request) => new()
    {
        FileName = BoundedText.Line(request.FileName?[(request.FileName.LastIndexOfAny(['/', '\\']) + 1)..], MaxFileName),
        SourceUrl = BoundedText.Line(request.SourceUrl, MaxUrl),
        ColorProfile = metadata.ColorProfile,
        Orientation = metadata.Orientation,
        Camera = metadata.Camera,
        HasLocation = metadata.HasLocation,
        HasContentCredentials = metadata.HasContentCredentials,
        DigitalSourceType = metadata.DigitalSourceType,
        Description = BoundedText.Clean(metadata.Description, MaxDescription),
        AiTool = metadata.Ai?.Tool,
        NegativePrompt = metadata.Ai?.NegativePrompt,
        AiSettings = metadata.Ai?.Settings,
    };

    /// <summary>A file's own name is often an id or a prompt, so it comes last, and is nobody's outside the team.</summary>
    private static string TitleOf(FileMetadata metadata, string prompt, string? fileName)
    {
        if (BoundedText.Line(metadata.Title, ImageTitle.MaxLength) is { } title)
            return title;
        if (prompt.Length > 0)
            return ImageTitle.FromPrompt(prompt);
        var name = BoundedText.Line(Path.GetFileNameWithoutExtension(fileName)?.Replace('_', ' '), ImageTitle.MaxLength);
        return name ?? "Uploaded file";
    }
}
