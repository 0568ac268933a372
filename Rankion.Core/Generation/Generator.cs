using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Live;

namespace Rankion.Core.Generation;

/// <summary>Accepts requests for images: rows, job and money in one transaction. The drawing itself is <see cref="ImageDrawing"/>'s.</summary>
public sealed class Generator(Database database, ProviderCatalog catalog, JobQueue queue, CreditLedger ledger, ChangeFeed feed, GenerationPolicy policy)
{
    /// <exception cref="RefusalException">422 for what cannot be drawn, 402 for credits, 403 for a reader. Nothing has changed then.</exception>
    public async Task<GenerationReceipt> GenerateAsync(Actor actor, GenerationRequest request, CancellationToken ct)
    {
        actor.RequireWrite();
        Check(request);
        var resolved = catalog.Resolve(request.Wanted);
        var tags = Tags.Normalize(request.Tags);
        return await database.WriteAsync(async write =>
        {
            await CheckPlacesAsync(write.Db.For(actor), request, ct);
            var job = await queue.AddAsync(write, actor, GenerateImageJob.Kind, request.N, ct);
            var generation = Guid.CreateVersion7();
            var images = Enumerable.Range(0, request.N).Select(_ => policy.NewImage(actor, request, resolved, tags, job.Id, generation)).ToList();
            write.Db.AddRange(images);
            await write.Db.SaveChangesAsync(ct);
            write.Db.AddRange(images.SelectMany(image => tags.Select(tag => ImageTag.Of(image, tag))));
            var ids = images.ConvertAll(i => i.Id);
            if (request.SaveToGallery)
                write.AfterCommit(() => feed.Publish(new ImagesAdded(actor.TeamId, ids)));
            var left = await ledger.ChargeAsync(write, actor, images, ct);
            return new GenerationReceipt(job.Id, ids, generation, images.Sum(i => i.Credits), left);
        }, ct);
    }

    /// <summary>Tries a failed or cancelled image again: the same row and request, charged anew.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>not_retryable</c> for any other state, 402 for credits.</exception>
    public Task<GenerationReceipt?> RetryAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var image = await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == imageId && i.DeletedAt == null, ct);
            if (image is null)
                return null;
            if (image.Status is not (ProcessingStatus.Failed or ProcessingStatus.Cancelled))
                throw Refusal.Conflict("not_retryable", "Only a failed or cancelled image can be tried again.");
            if (catalog.Find(image.Model) is null)
                throw Refusal.Conflict("model_gone", $"The model {image.Model} is no longer there. Use the prompt with another one.");
            var job = await queue.AddAsync(write, actor, GenerateImageJob.Kind, 1, ct);
            policy.Requeue(image, job.Id);
            var left = await ledger.ChargeAsync(write, actor, [image], ct);
            write.AfterCommit(() => feed.Publish(new ImageChanged(actor.TeamId, image.Id, image.Status)));
            return new GenerationReceipt(job.Id, [image.Id], image.GenerationId ?? Guid.Empty, image.Credits, left);
        }, ct);
    }

    private static void Check(GenerationRequest request)
    {
        var results = new List<ValidationResult>();
        if (Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true))
            return;
        var first = results[0];
        throw Refusal.Invalid(first.MemberNames.First().ToLowerInvariant(), first.ErrorMessage!);
    }

    private static async Task CheckPlacesAsync(TeamData team, GenerationRequest request, CancellationToken ct)
    {
        if (request.ProjectId is { } project && !await team.Projects.AnyAsync(p => p.Id == project, ct))
            throw Refusal.Invalid("project_id", "There is no such project in this team.");
        if (request.ArticleId is not null)
            throw Refusal.Invalid("article_id", "There is no such article in this team.");
    }
}

/// <summary>What a new or repeated image starts with.</summary>
public sealed class GenerationPolicy(IOptions<CreditsOptions> prices, TimeProvider time)
{
    internal Image NewImage(Actor actor, GenerationRequest request, ResolvedParameters resolved, IReadOnlyList<string> tags, long jobId, Guid generation)
    {
        var now = time.UtcNow();
        return new()
        {
            TeamId = actor.TeamId,
            ProjectId = request.ProjectId,
            Title = string.IsNullOrWhiteSpace(request.Title) ? ImageTitle.FromPrompt(request.Prompt) : ImageTitle.Checked(request.Title),
            Prompt = request.Prompt.Trim(),
            Model = resolved.Model.Id,
            Provider = resolved.Model.Provider.Name,
            Parameters = resolved.Parameters,
            Tags = tags,
            JobId = jobId,
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

    internal void Requeue(Image image, long jobId)
    {
        image.Status = ProcessingStatus.Queued;
        image.ErrorCode = image.ErrorMessage = null;
        image.JobId = jobId;
        image.Credits = image.ParentId is null ? prices.Value.Generate : prices.Value.Edit;
        image.Touch(time.UtcNow());
    }
}
