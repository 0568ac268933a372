using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>A tag and how many images of the gallery carry it.</summary>
public sealed record TagCount(string Name, long Count);

/// <summary>The tags in use. They are counted as they change, so that reading them touches no image.</summary>
public sealed class TagList(Database database)
{
    /// <summary>Sorts after every character that a tag may have.</summary>
    private const string Last = "\U0010FFFF";

    /// <param name="start">How the tags begin, in any case; all without it.</param>
    /// <returns>The most used first.</returns>
    /// <exception cref="RefusalException">422 for a beginning that no tag can have.</exception>
    public async Task<IReadOnlyList<TagCount>> ListAsync(Actor actor, string? start, CancellationToken ct)
    {
        var prefix = start?.TrimStart().ToLowerInvariant() ?? "";
        if (prefix.Length > Tags.MaxLength || prefix.Any(char.IsControl))
            throw Refusal.Invalid("q", $"A tag has at most {Tags.MaxLength} characters, on one line.");
        var sql = new TeamSql();
        sql.Text = $"""
            select value, count from image_counts
            where team_id = {TeamSql.Team} and facet = 'tag' and value >= {sql.Add(prefix)} and value < {sql.Add(prefix + Last)} and count > 0
            order by count desc, value
            """;
        await using var team = await database.ReadAsync(actor, ct);
        return await team.ReadAsync(sql, row => new TagCount(row.Text(0), row.Number(1)), ct);
    }
}
