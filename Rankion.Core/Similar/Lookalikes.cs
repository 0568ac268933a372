using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;

namespace Rankion.Core.Similar;

/// <summary>An image that looks like another one.</summary>
/// <param name="Distance">In how many of 64 bits their hashes differ: 0 to 6 other encodings of a picture, more for pictures alike.</param>
public sealed record Lookalike(Image Image, int Distance);

/// <summary>Finds images that look like one, in the whole gallery of a team.</summary>
public sealed class Lookalikes(Database database)
{
    public const int MaxDistance = HashBands.MaxDistance;

    /// <summary>Other encodings of a picture and what is hardly changed; further off costs eight times as much.</summary>
    public const int DefaultDistance = 7;

    /// <summary>The nearest ones only.</summary>
    public const int MaxFound = 500;

    /// <summary>Of each band so many are looked at: a thousand blank pages must not be weighed one by one.</summary>
    private const int MaxCandidates = 5_000;

    /// <summary>The nearest first, and of the equally near the newest. What lies in the trash is none of them.</summary>
    /// <param name="maxDistance">0 to <see cref="MaxDistance"/>: up to so far all are found.</param>
    /// <returns>Null where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 <c>image_trashed</c>, <c>image_not_ready</c> or <c>image_is_video</c>.</exception>
    public async Task<Page<Lookalike>?> OfAsync(Actor actor, long id, int maxDistance, PageRequest page, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var team = db.For(actor);
        if (await team.Images.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } image)
            return null;
        if (image.RequireUntrashed().Status != ProcessingStatus.Ready)
            throw Refusal.Conflict("image_not_ready", "Only a finished image has others that look like it.");
        image.RequirePicture();
        var found = image.PerceptualHash is { } hash ? await NearAsync(actor, id, hash, Math.Clamp(maxDistance, 0, MaxDistance), ct) : [];
        var some = found.Skip((int)Math.Min((page.Number - 1L) * page.PerPage, found.Count)).Take(page.PerPage).ToList();
        var ids = some.ConvertAll(f => f.Id);
        var images = await team.Images.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, ct);
        return new([.. some.Where(f => images.ContainsKey(f.Id)).Select(f => new Lookalike(images[f.Id], f.Distance))], page.Number, page.PerPage, found.Count);
    }

    private async Task<List<(long Id, int Distance)>> NearAsync(Actor actor, long id, long hash, int maxDistance, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        var same = await team.ReadAsync(Same(team.Dialect, hash), row => (Id: row.Number(0), Hash: row.Number(1)), ct);
        var near = maxDistance == 0 ? [] : await team.ReadAsync(Near(team.Dialect, hash, HashBands.RadiusFor(maxDistance)), row => (Id: row.Number(0), Hash: row.Number(1)), ct);
        return [.. same.Concat(near).Where(f => f.Id != id).DistinctBy(f => f.Id).Select(f => (f.Id, Distance: PerceptualHash.Distance(f.Hash, hash)))
            .Where(f => f.Distance <= maxDistance).OrderBy(f => f.Distance).ThenByDescending(f => f.Id).Take(MaxFound)];
    }

    /// <summary>Those of the very same hash, the newest first.</summary>
    private static TeamSql Same(ImageDialect dialect, long hash)
    {
        var sql = new TeamSql();
        sql.Text = $"{From(dialect, 0)} = {sql.Add((long)HashBands.Of(hash, 0))} and i.perceptual_hash = {sql.Add(hash)} order by i.id desc limit {MaxFound + 1}";
        return sql;
    }

    /// <summary>Whoever is near in some band; how far the whole is off is seen afterwards.</summary>
    private static TeamSql Near(ImageDialect dialect, long hash, int radius)
    {
        var sql = new TeamSql();
        var own = sql.Add(hash);
        sql.Text = string.Join("\nunion all\n", Enumerable.Range(0, HashBands.Count).Select(band =>
        {
            var values = string.Join(", ", HashBands.Around(hash, band, radius).Select(value => sql.Add(value)));
            return $"select * from ({From(dialect, band)} in ({values}) and i.perceptual_hash <> {own} limit {MaxCandidates}) b{band}";
        }));
        return sql;
    }

    private static string From(ImageDialect dialect, int band) =>
        $"select i.id, i.perceptual_hash from images i {dialect.By(HashBands.Index(band))} where i.team_id = {TeamSql.Team} and i.deleted_at is null and i.in_gallery and i.perceptual_hash is not null and {HashBands.Sql("i.perceptual_hash", band)}";
}
