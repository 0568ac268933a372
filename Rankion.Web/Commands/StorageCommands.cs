using Rankion.Core.Storage;
using Rankion.Core.Teams;

namespace Rankion.Web.Commands;

/// <summary>What operators ask about storage.</summary>
internal static class StorageCommands
{
    public static readonly Command Reconcile = new(
        "storage reconcile",
        "Compares what is counted, what the images say and the files on the disk, team by team; --mend true sets the counts right.",
        [new("mend", "true|false", Required: false)],
        ReconcileAsync);

    public static readonly Command SetPlan = new(
        "team set-plan",
        "Sets how much a team may keep.",
        [new("team", "slug"), new("plan", "free|pro|enterprise")],
        SetPlanAsync);

    private static async Task ReconcileAsync(CommandCall call, CancellationToken ct)
    {
        var faults = 0;
        await foreach (var check in call.Get<StorageReconciliation>().RunAsync(call.Find("mend") == "true", ct))
        {
            await call.Out.WriteLineAsync(
                $"{check.Team}: {check.Counted} bytes counted, {check.Rows} by its images, {check.Files} files, {check.Missing.Count} missing or of another size{(check.IsMended ? "; mended" : "")}");
            foreach (var sha256 in check.Missing)
                await call.Out.WriteLineAsync($"  {sha256}");
            faults += check.Agrees || (check.IsMended && check.Missing.Count == 0) ? 0 : 1;
        }
        if (faults > 0)
            throw new CommandException($"{faults} teams do not agree.");
    }

    private static async Task SetPlanAsync(CommandCall call, CancellationToken ct)
    {
        if (!Enum.TryParse<StoragePlan>(call["plan"], ignoreCase: true, out var plan) || !Enum.IsDefined(plan))
            throw new CommandException($"--plan takes free, pro or enterprise, not '{call["plan"]}'.");
        var team = await call.TeamAsync(ct);
        await call.Get<TeamDirectory>().SetPlanAsync(team.Id, plan, ct);
        await call.Out.WriteLineAsync($"The team {team.Slug} is on the plan {plan.ToString().ToLowerInvariant()}.");
    }
}
