using Microsoft.EntityFrameworkCore;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Teams;

namespace Rankion.Core.Accounts;

/// <summary>A server without people: whoever can read its log founds the first team and owns it.</summary>
public sealed class FirstRun(Database database, People people, TeamDirectory teams, CreditLedger credits)
{
    private volatile bool done;

    /// <summary>Printed to the log at start, asked for on the set-up page; new with every start, of no use once there is an owner.</summary>
    public string Code { get; } = Secret.CreateReadable(12);

    public async Task<bool> IsNeededAsync(CancellationToken ct)
    {
        if (done)
            return false;
        await using var db = await database.OpenAsync(ct);
        done = await db.Users.AnyAsync(ct);
        return !done;
    }

    /// <summary>Makes the owner, the team and its starting credits, all or nothing.</summary>
    /// <exception cref="RefusalException">403 <c>wrong_code</c>, 409 <c>already_set_up</c>, 422 for a bad name, address, password or amount.</exception>
    public async Task<Actor> SetUpAsync(string code, NewPerson owner, string teamName, int startingCredits, CancellationToken ct)
    {
        if (!Secret.Same(code.Trim().ToUpperInvariant(), Code))
            throw new RefusalException("wrong_code", 403, "This is not the code from the log.") { Errors = new Dictionary<string, string[]> { ["code"] = ["This is not the code from the log."] } };
        return await FoundAsync(people.Prepare(owner), teamName, null, startingCredits, "Starting credits", ct);
    }

    /// <summary>The same without a code, for who has the database in hand.</summary>
    internal Task<Actor> FoundAsync(User owner, string teamName, string? slug, int startingCredits, string note, CancellationToken ct) =>
        database.WriteAsync(async write =>
        {
            if (await write.Db.Users.AnyAsync(ct))
                throw Refusal.Conflict("already_set_up", "This server has an owner already. Sign in instead.");
            await People.AddAsync(write, owner, ct);
            var team = await teams.FoundAsync(write, teamName, slug, owner.Id, ct);
            if (startingCredits > 0)
                await credits.GrantAsync(write, team.Id, startingCredits, owner.Id, note, ct);
            return new Actor(owner.Id, team.Id, TeamRole.Owner);
        }, ct);
}
