using Microsoft.EntityFrameworkCore;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Live;

namespace Rankion.Core.Images;

/// <summary>An image with its family.</summary>
/// <param name="Variants">Direct children, oldest first.</param>
/// <param name="Ancestors">The way from the original down to the parent.</param>
public sealed record ImageDetail(Image Image, IReadOnlyList<Image> Variants, IReadOnlyList<Image> Ancestors)
{
    public Image? Parent => Ancestors.Count == 0 ? null : Ancestors[^1];
}

/// <summary>Reads the team's images.</summary>
public sealed class Gallery(Database database, ImageTotals totals, AuditTrail audit, ChangeFeed feed, TimeProvider time)
{
    /// <summary>Chains longer than this are cut at the top; a person would have to edit an edit that often.</summary>
    private const int MaxDepth = 1000;

    /// <summary>Images of one tree.</summary>
    private const int MaxLineage = 2000;

    /// <summary>A page by number.</summary>
    public async Task<Page<Image>> ListAsync(Actor actor, ImageFilter filter, PageRequest page, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        var survey = await totals.SurveyAsync(team, filter, ct);
        var skip = (long)(page.Number - 1) * page.PerPage;
        var items = skip >= survey.Total ? [] : await ReadAsync(team, survey, page.PerPage, (int)skip, null, ct);
        return new(items, page.Number, page.PerPage, survey.Total);
    }

    /// <summary>How many images pass a filter, exactly.</summary>
    public async Task<int> CountAsync(Actor actor, ImageFilter filter, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        return (await totals.SurveyAsync(team, filter, ct)).Total;
    }

    /// <summary>What follows a cursor, at the same cost at any depth.</summary>
    public async Task<Stretch<Image>> StretchAsync(Actor actor, ImageFilter filter, PageRequest page, CancellationToken ct)
    {
        ImagePlace? after = string.IsNullOrEmpty(page.Cursor) ? null : ImageCursor.Read(page.Cursor, filter);
        await using var team = await database.ReadAsync(actor, ct);
        var survey = await totals.SurveyAsync(team, filter, ct);
        // one more than is shown tells whether there is more
        var take = page.PerPage + 1;
        var items = survey.Total == 0 ? [] : await ReadAsync(team, survey, take, 0, after, ct);
        var more = items.Count == take;
        var shown = more ? items[..page.PerPage] : items;
        return new(shown, page.PerPage, survey.Total, more ? ImageCursor.After(await PlaceAsync(team, survey.Filter, shown[^1], ct), filter) : null);
    }

    public async Task<ImageDetail?> FindAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        if (await OneAsync(team, id, ct) is not { } image)
            return null;
        var sql = new TeamSql();
        sql.Text = $"select {ImageRow.Columns} from images i where i.parent_id = {sql.Add(id)} and {team.Dialect.Probe("i.team_id")} = {TeamSql.Team} and i.deleted_at is null order by i.id";
        return new(image, await team.ReadAsync(sql, ImageRow.Read, ct), await AncestorsAsync(team, image, ct));
    }

    /// <summary>The whole lineage that an image belongs to, from its original down; of a very large one the oldest images.</summary>
    public async Task<VariantNode?> TreeAsync(Actor actor, long id, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var images = db.For(actor).Images;
        if (await images.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } image)
            return null;
        var root = image.RootId ?? image.Id;
        var lineage = await images.Where(i => i.Id == root || i.RootId == root).OrderBy(i => i.Id).Take(MaxLineage).ToListAsync(ct);
        if (lineage.TrueForAll(i => i.Id != id))
            lineage.Add(image);
        return VariantTree.Of(lineage, id);
    }

    /// <summary>Images by id, in no order; what is not there or not the team's is left out.</summary>
    public async Task<IReadOnlyList<Image>> FindAllAsync(Actor actor, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Images.Where(i => ids.Contains(i.Id) && i.DeletedAt == null).ToListAsync(ct);
    }

    /// <summary>What these jobs make, as far as it is on the gallery's list, in no order.</summary>
    public async Task<IReadOnlyList<Image>> OfJobsAsync(Actor actor, IReadOnlyCollection<long> jobIds, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Images.Where(i => i.InGallery && i.DeletedAt == null && i.JobId != null && jobIds.Contains(i.JobId.Value)).ToListAsync(ct);
    }

    /// <summary>The neighbours in the list: what comes right before and right after.</summary>
    public async Task<(long? Previous, long? Next)> NeighboursAsync(Actor actor, ImageFilter filter, Image image, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        var survey = await totals.SurveyAsync(team, filter, ct);
        if (survey.Total == 0)
            return (null, null);
        var place = await PlaceAsync(team, survey.Filter, image, ct);
        var previous = await ReadAsync(team, survey, 1, 0, place, ct, backwards: true);
        var next = await ReadAsync(team, survey, 1, 0, place, ct);
        return (previous.FirstOrDefault()?.Id, next.FirstOrDefault()?.Id);
    }

    /// <summary>The names of the people who made these images, by id.</summary>
    public async Task<IReadOnlyDictionary<long, string>> CreatorsAsync(IEnumerable<Image> images, CancellationToken ct)
    {
        if (!images.Any())
            return new Dictionary<long, string>();
        var ids = images.Select(i => i.CreatedById).Distinct().ToList();
        await using var db = await database.ReadAsync(images.First(), ct);
        var sql = new TeamSql();
        sql.Text = $"select id, display_name from users where id in ({sql.AddAll(ids)})";
        return (await db.ReadAsync(sql, row => (Id: row.Number(0), Name: row.Text(1)), ct)).ToDictionary(u => u.Id, u => u.Name);
    }

    /// <summary>Takes a failed or cancelled image off the gallery; its row and its ledger stay.</summary>
    /// <returns>False where the team has no such image.</returns>
    /// <exception cref="RefusalException">409 for an image that is not failed or cancelled, or in the trash.</exception>
    public Task<bool> DismissAsync(Actor actor, long id, CancellationToken ct)
    {
        actor.RequireWrite();
        return database.WriteAsync(async write =>
        {
            await ImageChanges.TakeTurnAsync(write, actor.TeamId, ct);
            var image = await write.Db.For(actor).Images.SingleOrDefaultAsync(i => i.Id == id && i.InGallery, ct);
            if (image is null)
                return false;
            if (image.RequireUntrashed().Status is not (ProcessingStatus.Failed or ProcessingStatus.Cancelled))
                throw Refusal.Conflict("not_dismissable", "Only a failed or cancelled image can be dismissed.");
            image.InGallery = false;
            audit.Record(write, actor, "image.dismissed", "image", id);
            image.Touch(time.UtcNow());
            write.AfterCommit(() => feed.Publish(new ImageChanged(actor.TeamId, id, image.Status)));
            return true;
        }, ct);
    }

    private static async Task<List<Image>> ReadAsync(TeamStatements team, ImageSurvey survey, int take, int skip, ImagePlace? after, CancellationToken ct, bool backwards = false)
    {
        var sql = survey.Sql(team.Dialect, take, backwards);
        var images = await team.ReadAsync(sql.Rows(ImageRow.Columns, take, skip, after), ImageRow.Read, ct);
        return sql.Arrange(images, survey.Filter.Sort == ImageSort.Manual ? await PositionsAsync(team, survey.Filter, images, ct) : null);
    }

    private static async Task<ImagePlace> PlaceAsync(TeamStatements team, ImageFilter filter, Image image, CancellationToken ct) =>
        filter.Sort == ImageSort.Manual ? new((await PositionsAsync(team, filter, [image], ct)).GetValueOrDefault(image.Id), image.Id) : filter.PlaceOf(image);

    /// <summary>Where images stand in the order of the collection.</summary>
    private static async Task<Dictionary<long, long>> PositionsAsync(TeamStatements team, ImageFilter filter, List<Image> images, CancellationToken ct)
    {
        if (images.Count == 0)
            return [];
        var sql = new TeamSql();
        sql.Text = $"select image_id, position from collection_items where collection_id = {sql.Add(filter.CollectionId!.Value)} and image_id in ({sql.AddAll(images.ConvertAll(i => i.Id))}) and team_id = {TeamSql.Team}";
        return (await team.ReadAsync(sql, row => (Id: row.Number(0), Position: row.Number(1)), ct)).ToDictionary(r => r.Id, r => r.Position);
    }

    private static async Task<Image?> OneAsync(TeamStatements team, long id, CancellationToken ct)
    {
        var sql = new TeamSql();
        sql.Text = $"select {ImageRow.Columns} from images i where i.id = {sql.Add(id)} and {team.Dialect.Probe("i.team_id")} = {TeamSql.Team}";
        return (await team.ReadAsync(sql, ImageRow.Read, ct)).SingleOrDefault();
    }

    private static async Task<IReadOnlyList<Image>> AncestorsAsync(TeamStatements team, Image image, CancellationToken ct)
    {
        var chain = new List<Image>();
        for (var parent = image.ParentId; parent is not null && chain.Count < MaxDepth; parent = chain[0].ParentId)
        {
            if (await OneAsync(team, parent.Value, ct) is not { } found)
                break;
            chain.Insert(0, found);
        }
        return chain;
    }
}
