using System.Globalization;
using System.Text.RegularExpressions;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;

namespace Rankion.Web.Commands;

internal static partial class TokenCommands
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    public static readonly Command Create = new(
        "token create",
        "Makes an API token and prints it, once. Without --user it is the team's first owner's; without --expires it does not expire (12h, 30d, 8w).",
        [new("team", "slug"), new("user", "e-mail", Required: false), new("scopes", "read,write,admin"), new("expires", "30d", Required: false)],
        CreateAsync);

    private static async Task CreateAsync(CommandCall call, CancellationToken ct)
    {
        var scopes = ScopesOf(call["scopes"]);
        var lifetime = LifetimeOf(call.Find("expires"));
        var team = await call.TeamAsync(ct);
        var actor = await call.Get<TeamDirectory>().ActorAsync(await UserAsync(call, team, ct), team.Id, ct)
            ?? throw new CommandException($"{call.Find("user")} is not in the team {team.Slug}.");
        var expiresAt = call.Get<TimeProvider>().UtcNow() + lifetime;
        var issued = await call.Get<ApiTokens>().CreateAsync(actor, "Command line", scopes, expiresAt, ct);
        await call.Out.WriteLineAsync($"Keep this token, it is shown only once. It speaks for the team {team.Slug}"
            + (expiresAt is { } end ? $" until {end.ToString("u", CultureInfo.InvariantCulture)}:" : ":"));
        await call.Out.WriteLineAsync(issued.Secret);
    }

    private static async Task<long> UserAsync(CommandCall call, Team team, CancellationToken ct)
    {
        if (call.Find("user") is { } email)
            return (await call.Get<People>().FindByEmailAsync(email, ct))?.Id ?? throw new CommandException($"Nobody has the e-mail address '{email}'.");
        return await call.Get<TeamDirectory>().FirstOwnerAsync(team.Id, ct) ?? throw new CommandException($"The team {team.Slug} has no owner; say whose token it is with --user.");
    }

    private static Scopes ScopesOf(string text)
    {
        var scopes = Scopes.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries))
        {
            scopes |= name switch
            {
                "read" => Scopes.Read,
                "write" => Scopes.Write,
                "admin" => Scopes.Admin,
                _ => throw new CommandException($"Unknown scope '{name}'. Scopes: read, write, admin."),
            };
        }
        return scopes;
    }

    private static TimeSpan? LifetimeOf(string? text)
    {
        if (text is null)
            return null;
        var match = Lifetime().Match(text);
        var number = match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        var lifetime = match.Groups[2].Value switch { "h" => TimeSpan.FromHours(number), "d" => TimeSpan.FromDays(number), _ => TimeSpan.FromDays(7 * number) };
        return lifetime > TimeSpan.Zero && lifetime <= Longest
            ? lifetime
            : throw new CommandException($"--expires takes a number of hours, days or weeks, at most ten years: 12h, 30d, 8w; not '{text}'.");
    }

    [GeneratedRegex("^([0-9]{1,5})([hdw])$")]
    private static partial Regex Lifetime();
}
