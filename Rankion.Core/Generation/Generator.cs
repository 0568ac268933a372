using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Images;

namespace Rankion.Core.Generation;

/// <summary>Accepts requests for images: rows, job and money in one transaction. The drawing itself is <see cref="ImageDrawing"/>'s.</summary>
public sealed class Generator(Database database, ProviderCatalog catalog, ImageOrders orders, GenerationPolicy policy, AuditTrail audit)
{
    /// <exception cref="RefusalException">422 for what cannot be drawn, 402 for credits, 403 for a reader. Nothing has changed then.</exception>
    public Task<GenerationReceipt> GenerateAsync(Actor actor, GenerationRequest request, CancellationToken ct) =>
        GenerateAsync(actor, request, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="GenerateAsync(Actor, GenerationRequest, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the request was accepted.</param>
    public async Task<GenerationReceipt> GenerateAsync(
        Actor actor, GenerationRequest request, Func<WriteScope, GenerationReceipt, Task> accepted, CancellationToken ct)
    {
        actor.RequireWrite();
        Annotations.Check(request);
        var resolved = catalog.Resolve(request.Wanted);
        var tags = Tags.Normalize(request.Tags);
        return await database.WriteAsync(async write =>
        {
            await CheckPlacesAsync(write.Db.For(actor), request, ct);
            var generation = Guid.CreateVersion7();
            var images = Enumerable.Range(0, request.N).Select(_ => policy.NewImage(actor, request, resolved, tags, generation)).ToList();
            var order = await orders.PlaceAsync(write, actor, GenerateImageJob.Kind, images, ct);
            foreach (var image in images)
                audit.Record(write, actor, "image.generated", "image", image.Id);
            var receipt = new GenerationReceipt(order.JobId, order.ImageIds, generation, order.Charged, order.Remaining);
            await accepted(write, receipt);
            return receipt;
        }, ct);
    }

    /// <summary>Tries a failed or cancelled image again: the same row and request, charged anew.</summary>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>not_retryable</c> for any other state, <c>image_trashed</c>, <c>model_gone</c>, <c>source_gone</c>; 402 for credits.</exception>
    public Task<GenerationReceipt?> RetryAsync(Actor actor, long imageId, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var team = write.Db.For(actor);
            var image = await team.Images.SingleOrDefaultAsync(i => i.Id == imageId, ct);
            if (image is null)
                return null;
            if (image.RequireUntrashed().Status is not (ProcessingStatus.Failed or ProcessingStatus.Cancelled))
                throw Refusal.Conflict("not_retryable", "Only a failed or cancelled image can be tried again.");
            if (image.Parameters.Upscale is null && catalog.Find(image.Model) is null)
                throw Refusal.Conflict("model_gone", $"The model {image.Model} is no longer there. Use the prompt with another one.");
            if (image.InputId is { } input && !await team.Images.AnyAsync(i => i.Id == input, ct))
                throw Refusal.Conflict("source_gone", "The image that was to be edited is no longer there.");
            if (image.Parameters.ReferenceIds is { } references && await team.Images.CountAsync(i => references.Contains(i.Id), ct) < references.Count)
                throw Refusal.Conflict("source_gone", "A reference image is no longer there. Use the prompt with others.");
            policy.Requeue(image);
            var order = await orders.PlaceAsync(write, actor, KindOf(image), [image], ct);
            audit.Record(write, actor, "image.retried", "image", image.Id);
            return new GenerationReceipt(order.JobId, order.ImageIds, image.GenerationId ?? Guid.Empty, order.Charged, order.Remaining);
        }, ct);
    }

    /// <summary>The job that draws it again.</summary>
    private static string KindOf(Image image) => image switch
    {
        { Parameters.Upscale: not null } => UpscaleImageJob.Kind,
        { InputId: not null } => EditImageJob.Kind,
        _ => GenerateImageJob.Kind,
    };

    private static async Task CheckPlacesAsync(TeamData team, GenerationRequest request, CancellationToken ct)
    {
        if (request.ProjectId is { } project && !await team.Projects.AnyAsync(p => p.Id == project, ct))
            throw Refusal.Invalid("project_id", "There is no such project in this team.");
        if (request.ArticleId is { } article && !await team.Articles.AnyAsync(a => a.Id == article, ct))
            throw Refusal.Invalid("article_id", "There is no such article in this team.");
        await ReferenceImages.RequireAsync(team, request.References, ct);
    }
}
