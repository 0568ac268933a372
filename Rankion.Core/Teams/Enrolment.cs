using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Data;

namespace Rankion.Core.Teams;

/// <summary>Puts people into teams without an invitation: an operator's way, safe to repeat.</summary>
public sealed class Enrolment(Database database, People people, TeamDirectory teams)
{
    /// <summary>Makes the account where the address has none, and the membership where there is none.</summary>
    /// <exception cref="RefusalException">
    /// 422 for a bad address or password; 409 <c>other_password</c> or <c>other_role</c> when what is there differs. Nothing has changed then.
    /// </exception>
    public async Task EnrolAsync(Team team, string email, string password, TeamRole role, CancellationToken ct)
    {
        email = People.EmailOf(email);
        var known = await people.FindByEmailAsync(email, ct);
        if (known is not null && !people.HasPassword(known, password))
            throw Refusal.Conflict("other_password", $"{email} has an account with another password.");
        var user = known ?? people.Prepare(new NewPerson(NameFrom(email), email, password));
        await database.WriteAsync(async write =>
        {
            if (known is null)
                await People.AddAsync(write, user, ct);
            var member = await write.Db.ForTeam(team.Id).Memberships.SingleOrDefaultAsync(m => m.UserId == user.Id, ct);
            if (member is null)
                teams.Join(write, team.Id, user.Id, role, by: null);
            else if (member.Role != role)
                throw Refusal.Conflict("other_role", $"{email} is in {team.Slug} already, as {member.Role.ToString().ToLowerInvariant()}. An owner changes roles on the members page.");
        }, ct);
    }

    /// <summary><c>mara.kern@example.com</c> is Mara Kern until she says otherwise.</summary>
    private static string NameFrom(string email)
    {
        var words = email.Split('@')[0].Split(['.', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries);
        var name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(string.Join(' ', words));
        return name is { Length: > 0 and <= People.MaxName } ? name : email[..Math.Min(email.Length, People.MaxName)];
    }
}
