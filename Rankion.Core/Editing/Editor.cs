using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;

namespace Rankion.Core.Editing;

/// <summary>
/// Accepts edits: variants of an image as rows, with their job and the money, in one transaction. The image itself is never
/// changed but for the count of what hangs on it. The drawing is <see cref="ImageDrawing"/>'s.
/// </summary>
public sealed class Editor(Database database, ProviderCatalog catalog, EditMasks masks, ImageOrders orders, EditPolicy policy, AuditTrail audit)
{
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">
    /// 409 <c>image_trashed</c> or <c>image_not_ready</c>, 422 for what cannot be drawn, 402 for credits, 403 for a reader. Nothing has
    /// changed then.
    /// </exception>
    public Task<EditReceipt?> EditAsync(Actor actor, long imageId, EditRequest request, CancellationToken ct) =>
        EditAsync(actor, imageId, request, (_, _) => Task.CompletedTask, ct);

    /// <inheritdoc cref="EditAsync(Actor, long, EditRequest, CancellationToken)"/>
    /// <param name="accepted">Runs in the same transaction, so that what it writes stands exactly if the edit was accepted.</param>
    public async Task<EditReceipt?> EditAsync(
        Actor actor, long imageId, EditRequest request, Func<WriteScope, EditReceipt, Task> accepted, CancellationToken ct)
    {
        actor.RequireWrite();
        Annotations.Check(request);
        if (await LookAtAsync(actor, imageId, ct) is not { } seen)
            return null;
        var resolved = catalog.Resolve(request.Wanted(new(seen.Width, seen.Height)));
        var mask = await masks.OfAsync(actor, request, seen, ct);
        return await database.WriteAsync(async write =>
        {
            var team = write.Db.For(actor);
            if (await RepeatAsync(write, actor, imageId, request.Submission, ct) is { } known)
                return known;
            if (await SourceAsync(team, imageId, ct) is not { } source)
                return null;
            await ReferenceImages.RequireAsync(team, request.References, ct);
            var session = await SessionAsync(write, actor, request.EditSessionId, ct);
            var variants = policy.NewVariants(actor, source, request, resolved, mask, session);
            var order = await orders.PlaceAsync(write, actor, EditImageJob.Kind, variants, ct);
            orders.Announce(write, source);
            audit.Record(write, actor, "image.edited", "image", source.Id, $"→ {string.Join(", ", order.ImageIds)}");
            var receipt = new EditReceipt(order.JobId, session, order.ImageIds, order.Charged, order.Remaining);
            await accepted(write, receipt);
            return receipt;
        }, ct);
    }

    /// <summary>What was accepted when this submission came the first time; null where it did not. Two at once take turns.</summary>
    private static async Task<EditReceipt?> RepeatAsync(WriteScope write, Actor actor, long imageId, Guid? submission, CancellationToken ct)
    {
        if (submission is not { } id)
            return null;
        await write.LockAsync($"edit submission {id}", ct);
        var team = write.Db.For(actor);
        var images = await team.Images.Where(i => i.ParentId == imageId && i.GenerationId == id).OrderBy(i => i.Id).ToListAsync(ct);
        if (images is not [{ JobId: { } job, EditSessionId: { } session }, ..])
            return null;
        var left = await team.Teams.Select(t => t.CreditBalance).SingleAsync(ct);
        return new(job, session, [.. images.Select(i => i.Id)], images.Sum(i => i.Credits), left);
    }

    private async Task<Image?> LookAtAsync(Actor actor, long imageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await SourceAsync(db.For(actor), imageId, ct);
    }

    /// <returns>What may be edited; null where the team has no such image.</returns>
    internal static async Task<Image?> SourceAsync(TeamData team, long imageId, CancellationToken ct)
    {
        var image = await team.Images.SingleOrDefaultAsync(i => i.Id == imageId, ct);
        image?.RequireUntrashed();
        return image is null or { Status: ProcessingStatus.Ready } ? image?.RequirePicture()
            : throw Refusal.Conflict("image_not_ready", "Only a finished image can be edited.");
    }

    /// <returns>The session's id; a new one where none is named.</returns>
    private async Task<long> SessionAsync(WriteScope write, Actor actor, long? named, CancellationToken ct)
    {
        if (named is { } id)
            return await write.Db.For(actor).EditSessions.AnyAsync(s => s.Id == id, ct) ? id
                : throw Refusal.Invalid("edit_session_id", "There is no such edit session in this team.");
        var session = policy.NewSession(actor);
        write.Db.Add(session);
        await write.Db.SaveChangesAsync(ct);
        return session.Id;
    }
}
