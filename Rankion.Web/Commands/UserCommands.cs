using Rankion.Core.Teams;

namespace Rankion.Web.Commands;

internal static class UserCommands
{
    public static readonly Command Create = new(
        "user create",
        "Makes an account and puts it into a team; an account that is there already just joins.",
        [new("email", "e-mail"), new("password", "password"), new("team", "slug"), new("role", "owner|admin|editor|viewer")],
        CreateAsync);

    private static async Task CreateAsync(CommandCall call, CancellationToken ct)
    {
        var role = call["role"] switch
        {
            "owner" => TeamRole.Owner,
            "admin" => TeamRole.Admin,
            "editor" => TeamRole.Editor,
            "viewer" => TeamRole.Viewer,
            _ => throw new CommandException($"Unknown role '{call["role"]}'. Roles: owner, admin, editor, viewer."),
        };
        var team = await call.TeamAsync(ct);
        await call.Get<Enrolment>().EnrolAsync(team, call["email"], call["password"], role, ct);
        await call.Out.WriteLineAsync($"In the team {team.Slug}, as {call["role"]}:");
        await call.Out.WriteLineAsync(call["email"].Trim());
    }
}
