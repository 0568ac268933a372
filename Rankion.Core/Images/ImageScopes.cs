using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>Looks up which images a scope is about, and what they have in common.</summary>
public sealed class ImageScopes(Database database, ContactSheet sheet)
{
    private const int RowsAtOnce = 500;

    /// <summary>How many images of a scope are shown where it is asked whether they are the right ones.</summary>
    private const int SampleSize = 6;

    /// <summary>
    /// The ids, each once, in order, as they are now: whatever a change does to them, it is about these. Named ones are not
    /// looked up; all that a filter finds are the team's.
    /// </summary>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    public async Task<IReadOnlyList<long>> IdsAsync(Actor actor, ImageScope scope, CancellationToken ct)
    {
        var ids = await FindAsync(actor, scope, ct);
        return ids.Count > 0 ? ids : throw Refusal.Invalid("ids", "There are no such images any more.");
    }

    /// <inheritdoc cref="IdsAsync"/>
    /// <exception cref="RefusalException">422 for too many.</exception>
    internal async Task<IReadOnlyList<long>> FindAsync(Actor actor, ImageScope scope, CancellationToken ct)
    {
        var ids = scope is ImageScope.Matching matching ? await MatchesAsync(actor, matching, ct) : [.. ((ImageScope.Ids)scope).Images.Distinct()];
        return ids.Count <= ImageScope.Max ? ids : throw Refusal.Invalid("ids", $"One change reaches at most {ImageScope.Max} images. Narrow the filter.");
    }

    /// <summary>What the images of a scope have in common; of those that are not there any more it knows nothing.</summary>
    /// <exception cref="RefusalException">422 for none or too many.</exception>
    public async Task<ScopeSummary> SummarizeAsync(Actor actor, ImageScope scope, CancellationToken ct)
    {
        var ids = await IdsAsync(actor, scope, ct);
        await using var db = await database.OpenAsync(ct);
        var images = db.For(actor).Images;
        var summary = new ScopeSummary { Sample = await SampleAsync(images, ids, ct) };
        foreach (var some in ids.Chunk(RowsAtOnce))
        {
            summary.Add(await images.Where(i => some.Contains(i.Id))
                .Select(i => new ImageTraits(i.IsFavorite, i.Tags, i.ProjectId, i.Status, i.CreatedById, i.DeletedAt != null)).ToListAsync(ct), actor);
        }
        return summary;
    }

    private async Task<List<long>> MatchesAsync(Actor actor, ImageScope.Matching scope, CancellationToken ct)
    {
        var filter = scope.Filter.Trash || scope.Filter.To <= scope.AsOf ? scope.Filter : scope.Filter with { To = scope.AsOf };
        var marks = (await sheet.ReadAsync(actor, filter, stacks: false, ct)).Marks;
        var later = filter.Trash ? await TrashedSinceAsync(actor, scope.AsOf, ct) : [];
        return [.. marks.Select(m => m.Id).Where(id => !scope.Except.Contains(id) && !later.Contains(id))];
    }

    private async Task<HashSet<long>> TrashedSinceAsync(Actor actor, DateTime at, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Images.Where(i => i.DeletedAt > at).OrderByDescending(i => i.DeletedAt).Select(i => i.Id).Take(ContactSheet.MaxImages).ToHashSetAsync(ct);
    }

    private static async Task<IReadOnlyList<Image>> SampleAsync(IQueryable<Image> images, IReadOnlyList<long> ids, CancellationToken ct)
    {
        var first = ids.Take(SampleSize * 2).ToList();
        var found = await images.Where(i => first.Contains(i.Id) && i.Status == ProcessingStatus.Ready).ToListAsync(ct);
        return [.. found.OrderBy(i => first.IndexOf(i.Id)).Take(SampleSize)];
    }
}

/// <summary>What a summary looks at.</summary>
internal sealed record ImageTraits(bool IsFavorite, IReadOnlyList<string> Tags, long? ProjectId, ProcessingStatus Status, long CreatedById, bool IsTrashed);

/// <summary>Whether something is true of the images of a scope.</summary>
public enum Portion
{
    None,
    Some,
    All,
}

/// <summary>What the images of a scope have in common.</summary>
public sealed class ScopeSummary
{
    private readonly Dictionary<string, int> tags = [];
    private readonly Dictionary<long, int> projects = [];

    /// <summary>How many of them are there.</summary>
    public int Total { get; private set; }

    public int Favorites { get; private set; }

    public int Ready { get; private set; }

    public int Trashed { get; private set; }

    /// <summary>Those that the actor may delete for good, once they are in the trash.</summary>
    public int Deletable { get; private set; }

    /// <summary>Each tag that one of them carries, and how many do.</summary>
    public IReadOnlyDictionary<string, int> Tags => tags;

    /// <summary>Each project that one of them is in, and how many are.</summary>
    public IReadOnlyDictionary<long, int> Projects => projects;

    /// <summary>A few of them that have a picture, the first ones first.</summary>
    public IReadOnlyList<Image> Sample { get; init; } = [];

    public Portion OfTag(string tag) => Of(tags.GetValueOrDefault(tag));

    public Portion OfProject(long id) => Of(projects.GetValueOrDefault(id));

    /// <summary>What part of them a number is.</summary>
    public Portion Of(int count) => count == 0 ? Portion.None : count < Total ? Portion.Some : Portion.All;

    internal void Add(IReadOnlyCollection<ImageTraits> images, Actor actor)
    {
        Total += images.Count;
        Favorites += images.Count(i => i.IsFavorite);
        Ready += images.Count(i => i.Status == ProcessingStatus.Ready);
        Trashed += images.Count(i => i.IsTrashed);
        Deletable += actor.CanWrite ? images.Count(i => actor.CanAdminister || i.CreatedById == actor.UserId) : 0;
        foreach (var tag in images.SelectMany(i => i.Tags))
            tags[tag] = tags.GetValueOrDefault(tag) + 1;
        foreach (var project in images.Select(i => i.ProjectId).OfType<long>())
            projects[project] = projects.GetValueOrDefault(project) + 1;
    }
}
