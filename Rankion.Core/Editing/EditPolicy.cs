using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Generation;
using Rankion.Core.Images;

namespace Rankion.Core.Editing;

/// <summary>What a new variant and a new run of edits start with.</summary>
public sealed class EditPolicy(IOptions<CreditsOptions> prices, TimeProvider time)
{
    internal EditSession NewSession(Actor actor) => new() { TeamId = actor.TeamId, CreatedById = actor.UserId, CreatedAt = time.UtcNow() };

    /// <summary>
    /// Variants that hang on their source, are called the same and lie in the same place. Their prompt is the instruction; labels
    /// are a person's judgement of one picture, and are not handed down.
    /// </summary>
    internal List<Image> NewVariants(Actor actor, Image source, EditRequest request, ResolvedParameters resolved, string? maskSha256, long session)
    {
        var now = time.UtcNow();
        var generation = request.Submission ?? Guid.CreateVersion7();
        source.Gain(request.N, now);
        return [.. Enumerable.Range(0, request.N).Select(_ => new Image
        {
            TeamId = source.TeamId,
            ProjectId = source.ProjectId,
            Title = source.Title,
            IsTitled = source.IsTitled,
            Prompt = request.Prompt.Trim(),
            Model = resolved.Model.Id,
            Provider = resolved.Model.Provider.Name,
            Parameters = resolved.Parameters with { Extend = request.Extend, ReferenceIds = request.References is [] ? null : request.References },
            Source = ImageSource.Edited,
            ParentId = source.Id,
            RootId = source.RootId ?? source.Id,
            InputId = source.Id,
            MaskSha256 = maskSha256,
            EditSessionId = session,
            GenerationId = generation,
            InGallery = source.InGallery,
            Width = resolved.Size.Width,
            Height = resolved.Size.Height,
            CreatedById = actor.UserId,
            Credits = prices.Value.Edit,
            CreatedAt = now,
            UpdatedAt = now,
        })];
    }
}
