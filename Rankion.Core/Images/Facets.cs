using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>What images of the gallery are told apart by, as the database counts them.</summary>
public enum Facet
{
    Tag,
    Model,
    Project,
    Creator,
    Status,
    Source,
}

/// <summary>A value and how many images of the gallery have it.</summary>
/// <param name="Value">A tag or model as it is, an id, or a name in lower case.</param>
public sealed record FacetCount(string Value, long Count);

/// <summary>The values in use. They are counted as they change, so that reading them touches no image.</summary>
public sealed class Facets(Database database)
{
    /// <summary>Sorts after every character that a value may have.</summary>
    private const string Last = "\U0010FFFF";

    /// <param name="start">How they begin, as they are kept.</param>
    /// <returns>The most used first.</returns>
    public async Task<IReadOnlyList<FacetCount>> TopAsync(Actor actor, Facet facet, string start, int take, CancellationToken ct)
    {
        var sql = new TeamSql();
        sql.Text = $"""
            select value as "Value", count as "Count" from image_counts
            where team_id = {TeamSql.Team} and facet = {sql.Add(facet.ToString().ToLowerInvariant())} and value >= {sql.Add(start)} and value < {sql.Add(start + Last)} and count > 0
            order by count desc, value limit {sql.Add(take)}
            """;
        await using var db = await database.OpenAsync(ct);
        return await db.For(actor).Read<FacetCount>(sql).ToListAsync(ct);
    }
}
