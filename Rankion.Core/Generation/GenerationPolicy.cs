using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Images;

namespace Rankion.Core.Generation;

/// <summary>What a new or repeated image starts with.</summary>
public sealed class GenerationPolicy(IOptions<CreditsOptions> prices, TimeProvider time)
{
    internal Image NewImage(Actor actor, GenerationRequest request, ResolvedParameters resolved, IReadOnlyList<string> tags, Guid generation)
    {
        var now = time.UtcNow();
        return new()
        {
            TeamId = actor.TeamId,
            ProjectId = request.ProjectId,
            ArticleId = request.ArticleId,
            Source = request.FromChat ? ImageSource.Chat : request.ArticleId is null ? ImageSource.Generated : ImageSource.Article,
            IsTitled = !string.IsNullOrWhiteSpace(request.Title),
            Title = string.IsNullOrWhiteSpace(request.Title) ? ImageTitle.FromPrompt(request.Prompt) : ImageTitle.Checked(request.Title),
            Prompt = request.Prompt.Trim(),
            Model = resolved.Model.Id,
            Provider = resolved.Model.Provider.Name,
            Parameters = resolved.Parameters with { ReferenceIds = request.References is [] ? null : request.References },
            Tags = tags,
            GenerationId = generation,
            InGallery = request.SaveToGallery,
            Width = resolved.Size.Width,
            Height = resolved.Size.Height,
            CreatedById = actor.UserId,
            Credits = prices.Value.Generate,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    internal void Requeue(Image image)
    {
        image.Status = ProcessingStatus.Queued;
        image.ErrorCode = image.ErrorMessage = null;
        image.Credits = image switch
        {
            { Parameters.Upscale: not null } => 0,
            { InputId: not null } => prices.Value.Edit,
            _ => prices.Value.Generate,
        };
        image.Touch(time.UtcNow());
    }
}
