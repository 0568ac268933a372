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
public sealed class Editor(Database database, ProviderCatalog catalog, EditMask masks, ImageOrders orders, EditPolicy policy, AuditTrail audit)
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
        var resolved = catalog.Resolve(new()
        {
            Model = request.Model,
            Size = request.Size,
            Quality = request.Quality,
            Inputs = 1,
            InputSize = new(seen.Width, seen.Height),
            HasMask = request.Mask is not null,
        });
        var mask = request.Mask is { } bytes ? await masks.StoreAsync(bytes, seen, ct) : null;
        return await database.WriteAsync(async write =>
        {
            if (await SourceAsync(write.Db.For(actor), imageId, ct) is not { } source)
                return null;
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

    private async Task<Image?> LookAtAsync(Actor actor, long imageId, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await SourceAsync(db.For(actor), imageId, ct);
    }

    private static async Task<Image?> SourceAsync(TeamData team, long imageId, CancellationToken ct)
    {
        var image = await team.Images.SingleOrDefaultAsync(i => i.Id == imageId, ct);
        image?.RequireUntrashed();
        return image is null or { Status: ProcessingStatus.Ready } ? image
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
