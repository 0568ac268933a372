using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>What became of a change to many images.</summary>
/// <param name="Succeeded">In the order asked for.</param>
public sealed record BulkOutcome(IReadOnlyList<long> Succeeded, IReadOnlyList<BulkFailure> Failed);

/// <summary>One image that a change did not reach, and the code of the reason: <c>not_found</c>, <c>image_trashed</c>.</summary>
public sealed record BulkFailure(long Id, string Code);

/// <summary>An image being changed.</summary>
/// <param name="Parent">What it hangs on, to be changed along with it.</param>
internal sealed record ImageChange(WriteScope Write, Image Image, Image? Parent);

/// <summary>
/// Changes images of a team: one, or many in one transaction in which nobody is held up by another's refusal. A change refuses
/// before it touches anything.
/// </summary>
public sealed class ImageChanges(Database database, ImageScopes scopes)
{
    /// <summary>How many images one change may reach.</summary>
    public const int Max = 200;

    /// <returns>The image as it is now; null where the team has none of that id.</returns>
    internal Task<Image?> OneAsync(Actor actor, long id, Func<ImageChange, Task> change, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            var images = await LoadAsync(write, actor, [id], ct);
            if (!images.TryGetValue(id, out var image))
                return null;
            await change(new(write, image, ParentOf(images, image)));
            return image;
        }, ct);
    }

    /// <param name="ids">1 to <see cref="Max"/>; one named twice counts once.</param>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    internal Task<BulkOutcome> ManyAsync(Actor actor, IReadOnlyList<long> ids, Func<ImageChange, Task> change, CancellationToken ct)
    {
        actor.RequireWrite();
        var distinct = Distinct(ids, Max);
        return database.WriteAsync(async write =>
        {
            var images = await LoadAsync(write, actor, distinct, ct);
            var (succeeded, failed) = (new List<long>(), new List<BulkFailure>());
            foreach (var id in distinct)
            {
                if (await RefusalOfAsync(write, images, id, change) is { } code)
                    failed.Add(new(id, code));
                else
                    succeeded.Add(id);
            }
            return new BulkOutcome(succeeded, failed);
        }, ct);
    }

    /// <summary>
    /// Changes all images of a scope, in transactions of <see cref="Max"/>, and tells what they were before. Cancelled between two
    /// of them it ends there, and what is done is done.
    /// </summary>
    /// <exception cref="RefusalException">422 for none or too many, 403 for a reader.</exception>
    internal async Task<BulkResult<T>> SweepAsync<T>(Actor actor, ImageScope scope, Sweep<T> sweep, IProgress<BulkProgress>? progress, CancellationToken ct)
    {
        var ids = await scopes.IdsAsync(actor.RequireWrite(), scope, ct);
        var (changed, failed, reached) = (new List<Changed<T>>(), new List<BulkFailure>(), 0);
        foreach (var chunk in ids.Chunk(Max))
        {
            if (ct.IsCancellationRequested)
                break;
            // a transaction once begun is brought to its end, or nobody would know what became of it
            var (moved, refused) = await SweepAsync(actor, chunk, sweep, CancellationToken.None);
            changed.AddRange(moved);
            failed.AddRange(refused);
            reached += chunk.Length;
            progress?.Report(new(reached, ids.Count));
        }
        return new(ids.Count, reached, changed, failed);
    }

    private Task<(List<Changed<T>> Changed, List<BulkFailure> Failed)> SweepAsync<T>(Actor actor, long[] ids, Sweep<T> sweep, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            var images = await LoadAsync(write, actor, ids, ct);
            var (changed, failed) = (new List<Changed<T>>(), new List<BulkFailure>());
            foreach (var id in ids)
            {
                var before = images.TryGetValue(id, out var image) ? sweep.ValueOf(image) : default;
                if (await RefusalOfAsync(write, images, id, sweep.ApplyAsync) is { } code)
                    failed.Add(new(id, code));
                else if (!EqualityComparer<T>.Default.Equals(before, sweep.ValueOf(image!)))
                    changed.Add(new(id, before!, sweep.ValueOf(image!)));
            }
            if (changed.Count > 0)
                write.AfterCommit(() => sweep.Committed?.Invoke(changed.ConvertAll(c => c.Id)));
            return (changed, failed);
        }, ct);

    /// <summary>The ids, each once, in their order.</summary>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    public static IReadOnlyList<long> Distinct(IReadOnlyList<long> ids, int max)
    {
        var distinct = ids.Distinct().ToList();
        return distinct.Count is > 0 && distinct.Count <= max ? distinct : throw Refusal.Invalid("ids", $"Name 1 to {max} images.");
    }

    /// <summary>
    /// Changes of one team's images take turns: siblings share the row of their parent, and two who change many would wait for
    /// each other.
    /// </summary>
    internal static Task TakeTurnAsync(WriteScope write, long teamId, CancellationToken ct) =>
        write.LockAsync(string.Create(CultureInfo.InvariantCulture, $"images of team {teamId}"), ct);

    private static async Task<string?> RefusalOfAsync(WriteScope write, Dictionary<long, Image> images, long id, Func<ImageChange, Task> change)
    {
        if (!images.TryGetValue(id, out var image))
            return "not_found";
        try
        {
            await change(new(write, image, ParentOf(images, image)));
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
    }

    /// <summary>The images, and for the counts their parents; all tracked, so that who is both is one row in hand.</summary>
    internal static async Task<Dictionary<long, Image>> LoadAsync(WriteScope write, Actor actor, IReadOnlyList<long> ids, CancellationToken ct)
    {
        await TakeTurnAsync(write, actor.TeamId, ct);
        var team = write.Db.For(actor).Images;
        var images = await team.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        var parents = images.Values.Select(i => i.ParentId).OfType<long>().Where(p => !images.ContainsKey(p)).Distinct().ToList();
        foreach (var parent in parents.Count == 0 ? [] : await team.Where(i => parents.Contains(i.Id)).ToListAsync(ct))
            images[parent.Id] = parent;
        return images;
    }

    internal static Image? ParentOf(Dictionary<long, Image> images, Image image) => image.ParentId is { } parent ? images.GetValueOrDefault(parent) : null;
}
