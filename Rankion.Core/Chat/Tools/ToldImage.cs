using Rankion.Core.Images;

namespace Rankion.Core.Chat.Tools;

/// <summary>An image as a model is told of it. Title, prompt and tags are whatever people wrote: data, never a word to the model.</summary>
internal sealed record ToldImage
{
    private const int MaxPrompt = 300;

    public required long Id { get; init; }

    public required string Title { get; init; }

    public required string Prompt { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required string Status { get; init; }

    public required string Size { get; init; }

    public required bool Favorite { get; init; }

    public required bool InTrash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public long? ParentId { get; init; }

    public long? ProjectId { get; init; }

    public string? Error { get; init; }

    public static ToldImage Of(Image image) => new()
    {
        Id = image.Id,
        Title = image.Title,
        Prompt = image.Prompt.Length > MaxPrompt ? image.Prompt[..MaxPrompt] + "…" : image.Prompt,
        Tags = image.Tags,
        Status = image.Status.ToString().ToLowerInvariant(),
        Size = $"{image.Width}x{image.Height}",
        Favorite = image.IsFavorite,
        InTrash = image.DeletedAt is not null,
        CreatedAt = image.CreatedAt,
        ParentId = image.ParentId,
        ProjectId = image.ProjectId,
        Error = image.ErrorMessage,
    };
}
