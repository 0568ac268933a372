using Rankion.Core.Generation;

namespace Rankion.Core.Images;

/// <summary>Where an image stands. The last three are final, but a failed or cancelled one may be retried.</summary>
public enum ProcessingStatus
{
    Queued,
    Processing,
    Ready,
    Failed,
    Cancelled,
}

/// <summary>How an image came to be.</summary>
public enum ImageSource
{
    Generated,
    Edited,
    Upscaled,
    Uploaded,
    Chat,
    Article,
}

/// <summary>An image of a team, from the moment it is asked for.</summary>
public sealed class Image
{
    public long Id { get; set; }

    public long TeamId { get; set; }

    public long? ProjectId { get; set; }

    public long? ArticleId { get; set; }

    public required string Title { get; set; }

    /// <summary>A person or program chose the title. Else it is the start of a prompt, and as little public as that.</summary>
    public bool IsTitled { get; set; }

    /// <summary>The title for people outside the team; null where it would give away a prompt.</summary>
    public string? PublicTitle => IsTitled ? Title : null;

    public required string Prompt { get; set; }

    /// <summary>What the provider says it really drew, where it says so.</summary>
    public string? RevisedPrompt { get; set; }

    public required string Model { get; set; }

    public required string Provider { get; set; }

    public GenerationParameters Parameters { get; set; } = new();

    /// <summary>
    /// As <see cref="Images.Tags.Normalize"/> leaves them. Setting it is all there is to tagging: the feed of each tag and the
    /// counts follow by the database's triggers (<see cref="ImageMap"/>).
    /// </summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    public bool IsFavorite { get; set; }

    public ProcessingStatus Status { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorMessage { get; set; }

    public long? JobId { get; set; }

    /// <summary>What one request made shares it.</summary>
    public Guid? GenerationId { get; set; }

    public long? ParentId { get; set; }

    /// <summary>The original of the tree; null on the original itself.</summary>
    public long? RootId { get; set; }

    /// <summary>Chosen to stand in front of its stack, of which at most one is; where none is, the original does.</summary>
    public bool IsPrimary { get; set; }

    /// <summary>
    /// The image whose pixels it is made from. It stays when that one is deleted for good and this one moves up to a new parent.
    /// </summary>
    public long? InputId { get; set; }

    /// <summary>Lower-case hex of the mask it was edited with: where the input may change.</summary>
    public string? MaskSha256 { get; set; }

    /// <summary>The run of edits that it was made in.</summary>
    public long? EditSessionId { get; set; }

    /// <summary>How many direct children it has that are not in the trash.</summary>
    public int VariantsCount { get; set; }

    public ImageSource Source { get; set; }

    /// <summary>
    /// Until when a public link leads to it, the end of time for ever; null for no link. Kept by triggers on the links, so that
    /// the gallery can be asked for what is shared.
    /// </summary>
    public DateTime? SharedUntil { get; internal set; }

    /// <summary>False for an image that was asked for without keeping it in the gallery: it is on no list.</summary>
    public bool InGallery { get; set; } = true;

    /// <summary>Lower-case hex of the original bytes; null until ready.</summary>
    public string? Sha256 { get; set; }

    /// <summary>It was uploaded and carries an AI's mark. What is drawn here needs none: its provider tells.</summary>
    public bool HasAiMark { get; set; }

    /// <summary>Pixels. The size asked for until the bytes are there.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary><c>png</c>, <c>jpeg</c>, <c>webp</c>, <c>avif</c> or <c>gif</c>, of a video <c>mp4</c> or <c>webm</c>; null until ready.</summary>
    public string? Format { get; set; }

    public long SizeBytes { get; set; }

    /// <summary>Bytes of its thumbnails.</summary>
    public long DerivedBytes { get; set; }

    /// <summary>Milliseconds of a video, 0 where its length is not known; null for an image.</summary>
    public int? DurationMs { get; set; }

    public bool IsVideo => DurationMs is not null;

    /// <summary>A data URI of a tiny WebP.</summary>
    public string? Placeholder { get; set; }

    /// <summary><c>#rrggbb</c>.</summary>
    public string? DominantColor { get; set; }

    /// <summary>A 64-bit DCT hash; look-alikes differ in few bits.</summary>
    public long? PerceptualHash { get; set; }

    public long CreatedById { get; set; }

    /// <summary>What was charged for it.</summary>
    public int Credits { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime UpdatedAt { get; set; }

    public DateTime? EditedAt { get; set; }

    public DateTime? DeletedAt { get; set; }

    /// <summary>Counts the changes of the row; the ETag is made of it.</summary>
    public int Version { get; set; }

    /// <summary>Somebody brought the picture along, be it enlarged since: what its file says of itself may be anything.</summary>
    public bool IsBrought => Provider == Uploads.UploadedImages.Provider;

    /// <summary>A trained model made the picture here. A drawing by rules and what was brought along speak for themselves.</summary>
    public bool IsByModel => !IsBrought && Provider != Generation.Sketch.SketchModels.Provider;

    public bool IsSettled => Status >= ProcessingStatus.Ready;

    /// <summary>The bytes are in the store.</summary>
    internal void Complete(Imaging.StoredImage stored, string? revisedPrompt, DateTime now)
    {
        Status = ProcessingStatus.Ready;
        (Sha256, Format, Width, Height, SizeBytes) = (stored.Sha256, stored.Format, stored.Width, stored.Height, stored.SizeBytes);
        (DerivedBytes, DurationMs) = (stored.DerivedBytes, stored.DurationMs);
        (Placeholder, DominantColor, PerceptualHash) = (stored.Placeholder, stored.DominantColor, stored.PerceptualHash);
        RevisedPrompt = revisedPrompt;
        Touch(now);
    }

    /// <summary>It never became ready.</summary>
    internal void GiveUp(ProcessingStatus status, string? code, string? message, DateTime now)
    {
        Status = status;
        ErrorCode = code;
        ErrorMessage = message is { Length: > 1000 } ? message[..1000] : message;
        Touch(now);
    }

    /// <summary>New variants hang on it.</summary>
    internal void Gain(int variants, DateTime now)
    {
        VariantsCount += variants;
        EditedAt = now;
        Touch(now);
    }

    /// <summary>A variant went to the trash, or came back from it.</summary>
    internal void CountVariants(int more, DateTime now)
    {
        VariantsCount += more;
        Touch(now);
    }

    /// <summary>What a person says about it changed.</summary>
    internal void Describe(string title, IReadOnlyList<string> tags, DateTime now)
    {
        IsTitled |= title != Title;
        (Title, Tags, EditedAt) = (title, tags, now);
        Touch(now);
    }

    /// <exception cref="RefusalException">409 for an image in the trash: it changes only by being restored or deleted for good.</exception>
    internal Image RequireUntrashed() =>
        DeletedAt is null ? this : throw Refusal.Conflict("image_trashed", "This image is in the trash. Restore it first.");

    /// <exception cref="RefusalException">409 for a video: what is done with pictures is not done with it.</exception>
    internal Image RequirePicture() => IsVideo ? throw Refusal.Conflict("image_is_video", "This is a video. That can be done with pictures only.") : this;

    internal void Touch(DateTime now)
    {
        UpdatedAt = now;
        Version++;
    }
}
