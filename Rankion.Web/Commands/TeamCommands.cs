using System.Globalization;
using Rankion.Core.Credits;
using Rankion.Core.Teams;

namespace Rankion.Web.Commands;

internal static class TeamCommands
{
    public static readonly Command Create = new(
        "team create",
        "Founds a team. Its owner is the first owner of this server; others come with user create or by invitation.",
        [new("team", "slug"), new("name", "name")],
        CreateAsync);

    public static readonly Command GrantCredits = new(
        "team grant-credits",
        "Gives a team credits and prints its new balance.",
        [new("team", "slug"), new("amount", "number")],
        GrantCreditsAsync);

    private static async Task CreateAsync(CommandCall call, CancellationToken ct)
    {
        var (slug, name) = (call["team"], call["name"].Trim());
        var teams = call.Get<TeamDirectory>();
        var known = await teams.FindAsync(slug, ct);
        if (known is not null && known.Name != name)
            throw new CommandException($"There is a team {slug} already, named \"{known.Name}\".");
        var team = known ?? await teams.FoundAsync(name, slug, await teams.FirstOwnerAsync(null, ct), ct);
        await call.Out.WriteLineAsync($"The team \"{team.Name}\" is there, with the id {team.Id}:");
        await call.Out.WriteLineAsync(team.Slug);
    }

    private static async Task GrantCreditsAsync(CommandCall call, CancellationToken ct)
    {
        if (!int.TryParse(call["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            throw new CommandException($"--amount takes a whole number above 0, not '{call["amount"]}'.");
        var team = await call.TeamAsync(ct);
        var balance = await call.Get<CreditLedger>().GrantAsync(team.Id, amount, null, "Granted by an operator", ct);
        await call.Out.WriteLineAsync($"{amount.ToString(CultureInfo.InvariantCulture)} credits granted; the team {team.Slug} now has:");
        await call.Out.WriteLineAsync(balance?.ToString(CultureInfo.InvariantCulture));
    }
}
