using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>
/// What a view of a team's images was made of, without saying it. Two that are equal were taken from the same rows: no image of the
/// team, no link to one and no person's name has changed in between.
/// </summary>
/// <param name="Team">Of the team's images and links.</param>
/// <param name="People">Of all people's names.</param>
public readonly record struct ViewStamp(long Team, long People);

/// <summary>
/// Reads the stamps. The database moves them by its triggers, in the transaction that changes what is seen, so they are right whoever
/// changed it: this server, another one, a command, a migration.
/// </summary>
public sealed class ViewStamps(Database database)
{
    /// <summary>Take it before you read what it is to stand for: what changes in between is then seen as a change.</summary>
    public async ValueTask<ViewStamp> ReadAsync(Actor actor, CancellationToken ct)
    {
        await using var team = await database.ReadAsync(actor, ct);
        var sql = new TeamSql { Text = $"select team_id, stamp from team_stamps where team_id in ({TeamSql.Team}, 0)" };
        var (own, people) = (0L, 0L);
        foreach (var (id, stamp) in await team.ReadAsync(sql, row => (row.Number(0), row.Number(1)), ct))
        {
            if (id == 0)
                people = stamp;
            else
                own = stamp;
        }
        return new(own, people);
    }
}
