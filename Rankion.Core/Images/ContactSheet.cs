using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>An image as its place in a list: all that is needed to lay the list out.</summary>
/// <param name="At">The instant by which the list is in order, in microseconds since 1970, UTC.</param>
/// <param name="Ratio">Width by height; 0 where these are not known.</param>
/// <param name="Color">Its dominant colour as 0xRRGGBB; -1 where there is none.</param>
public readonly record struct ImageMark(long Id, long At, float Ratio, int Color);

/// <summary>A whole list, in its order.</summary>
/// <param name="Total">How many there are. More than marks where the list is longer than <see cref="ContactSheet.MaxImages"/>.</param>
public sealed record ImageSheet(IReadOnlyList<ImageMark> Marks, int Total);

/// <summary>What became of some images of a list.</summary>
/// <param name="Shown">They stand in the list, like this.</param>
/// <param name="Gone">They do not: other filters, another image in front of the stack, the trash.</param>
public sealed record SheetNews(IReadOnlyList<ImageMark> Shown, IReadOnlyCollection<long> Gone);

/// <summary>
/// Lists as a grid needs them: every image of a list as a mark, so that its length and its rows are known at once, and the rest
/// only of those that are on screen. With stacks a family of variants is one entry (<see cref="Stacks"/>).
/// </summary>
public sealed class ContactSheet(Database database, ImageTotals totals, TimeProvider time)
{
    /// <summary>Of a longer list only so many come, from its top.</summary>
    public const int MaxImages = 250_000;

    /// <summary>Ids of one statement; more news than this is read in several.</summary>
    private const int Chunk = 500;

    /// <summary>All that pass a filter.</summary>
    public async Task<ImageSheet> ReadAsync(Actor actor, ImageFilter filter, bool stacks, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        var survey = await totals.SurveyAsync(team, filter, ct);
        if (survey.Total == 0)
            return new([], 0);
        var rows = await RowsAsync(team, survey.Sql(team.Dialect, MaxImages).Sheet(MaxImages), Math.Min(survey.Total, MaxImages), ct);
        var marks = Stacks.Fronts(rows, stacks);
        return new(marks, rows.Count < MaxImages ? marks.Count : survey.Total);
    }

    /// <summary>Where these images stand in a list now, and with stacks whoever stands with them.</summary>
    public async Task<SheetNews> LookAsync(Actor actor, ImageFilter filter, bool stacks, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        var concerned = ids.ToHashSet();
        filter = await FilterJoin.ResolveAsync(team, filter, ct);
        if (filter.IsImpossible)
            return new([], concerned);
        if (stacks)
            concerned.UnionWith(await FamiliesAsync(team, ids, ct));
        var rows = new List<MarkRow>();
        foreach (var chunk in concerned.Chunk(Chunk))
            rows.AddRange(await RowsAsync(team, new ImageSql(filter, new(ImageFeed.Picked, 0), team.Dialect, time.UtcNow()).Sheet(Chunk, chunk), chunk.Length, ct));
        var shown = Stacks.Fronts(rows, stacks);
        concerned.ExceptWith(shown.Select(m => m.Id));
        return new(shown, concerned);
    }

    /// <summary>What tiles say of these images, in no order; what is not the team's is left out.</summary>
    public async Task<IReadOnlyList<ImageCard>> CardsAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await ImageCard.Of(db, actor, time.UtcNow()).Where(c => ids.Contains(c.Id)).ToListAsync(ct);
    }

    private static async Task<List<MarkRow>> RowsAsync(TeamData team, TeamSql sql, int count, CancellationToken ct)
    {
        var rows = new List<MarkRow>(count);
        await foreach (var row in team.Read<MarkRow>(sql).AsAsyncEnumerable().WithCancellation(ct))
            rows.Add(row);
        return rows;
    }

    private static async Task<List<long>> FamiliesAsync(TeamData team, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var roots = await team.Images.Where(i => ids.Contains(i.Id)).Select(i => i.RootId ?? i.Id).ToListAsync(ct);
        return await team.Images.Where(i => i.RootId != null && roots.Contains(i.RootId.Value)).Select(i => i.Id)
            .Concat(team.Images.Where(i => roots.Contains(i.Id)).Select(i => i.Id)).ToListAsync(ct);
    }
}
