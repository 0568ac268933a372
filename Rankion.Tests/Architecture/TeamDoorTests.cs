using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Architecture;

/// <summary>A team's rows are reached through one door with the team in it, so that nobody forgets to ask whose they are.</summary>
public sealed partial class TeamDoorTests
{
    // Work that is nobody's in particular, or that finds out whose it is.
    private static readonly string[] AcrossTeams =
    [
        "Rankion.Core/Accounts/ApiTokens.cs",
        "Rankion.Core/Calendar/CalendarFeeds.cs",
        "Rankion.Core/Calendar/DueEvents.cs",
        "Rankion.Core/Data/TeamData.cs",
        "Rankion.Core/Editing/EditMasks.cs",
        "Rankion.Core/Exports/ExportExpiry.cs",
        "Rankion.Core/Images/TrashPurge.cs",
        "Rankion.Core/Jobs/JobLeases.cs",
        "Rankion.Core/Jobs/JobQueue.cs",
        "Rankion.Core/Sharing/PublicShares.cs",
        "Rankion.Core/Similar/HashBackfill.cs",
        "Rankion.Core/Storage/ImageFiles.cs",
        "Rankion.Core/Storage/OrphanSweep.cs",
        "Rankion.Core/Storage/StorageReconciliation.cs",
        "Rankion.Core/Teams/Invitations.cs",
        "Rankion.Core/Teams/TeamDirectory.cs",
    ];

    // The team comes from a row that is already in hand.
    private static readonly string[] ForTeam =
    [
        "Rankion.Core/Calendar/CalendarFeeds.cs",
        "Rankion.Core/Chat/Answering/ChatHistory.cs",
        "Rankion.Core/Chat/Answering/ChatLog.cs",
        "Rankion.Core/Credits/CreditLedger.cs",
        "Rankion.Core/Data/TeamData.cs",
        "Rankion.Core/Exports/ExportArchive.cs",
        "Rankion.Core/Exports/ExportOutcome.cs",
        "Rankion.Core/Generation/DrawingInputs.cs",
        "Rankion.Core/Generation/ImageDrawing.cs",
        "Rankion.Core/Generation/ImageOutcome.cs",
        "Rankion.Core/Generation/ImageProgress.cs",
        "Rankion.Core/Images/Lineage.cs",
        "Rankion.Core/Images/Shredder.cs",
        "Rankion.Core/Images/TrashPurge.cs",
        "Rankion.Core/Sharing/PublicShares.cs",
        "Rankion.Core/Storage/StorageReconciliation.cs",
        "Rankion.Core/Teams/Enrolment.cs",
        "Rankion.Core/Teams/Invitations.cs",
        "Rankion.Core/Teams/TeamDirectory.cs",
    ];

    private static readonly string[] OwnSql =
    [
        "Rankion.Core/Data/Database.cs",
        "Rankion.Core/Data/Migrator.cs",
        "Rankion.Core/Data/TeamData.cs",
        "Rankion.Core/Data/Postgres/PostgresReads.cs",
        "Rankion.Core/Data/Sqlite/SqliteReads.cs",
        "Rankion.Core/Data/Sqlite/SqliteSetup.cs",
        "Rankion.Core/Live/PostgresRelay.cs",
    ];

    [Fact]
    public async Task No_set_of_team_rows_is_read_beside_the_door()
    {
        await using var stage = await Stage.OpenAsync();
        await using var db = await stage.Database.OpenAsync(TestContext.Current.CancellationToken);
        var ofTeams = db.Model.GetEntityTypes().Where(e => e.ClrType == typeof(Team) || e.FindProperty("TeamId") is not null).Select(e => e.ClrType.Name).ToHashSet();
        Assert.Contains("Image", ofTeams);
        Assert.Equal([], Uses(SetOf(), m => ofTeams.Contains(m.Groups[1].Value)).Except(["Rankion.Core/Data/TeamData.cs"]));
    }

    [Fact]
    public void Only_the_systems_own_work_reads_across_teams() => Assert.Equal([], Uses(AcrossTeamsCall()).Except(AcrossTeams));

    [Fact]
    public void Only_work_for_a_row_in_hand_names_its_team() => Assert.Equal([], Uses(ForTeamCall()).Except(ForTeam));

    [Fact]
    public void Nobody_else_writes_SQL_that_the_door_does_not_see() => Assert.Equal([], Uses(RawSql()).Except(OwnSql));

    private static IEnumerable<string> Uses(Regex what, Func<Match, bool>? that = null) =>
        SourceTree.ProductCode.Where(f => what.Matches(SourceTree.Read(f)).Any(that ?? (_ => true)));

    [GeneratedRegex(@"\bSet<(?:[\w.]+\.)?(\w+)>\(\)(?!\s*\.Add)")]
    private static partial Regex SetOf();

    [GeneratedRegex(@"\bAcrossTeams\(")]
    private static partial Regex AcrossTeamsCall();

    [GeneratedRegex(@"\bForTeam\(")]
    private static partial Regex ForTeamCall();

    [GeneratedRegex(@"\b(FromSql\w*|SqlQuery\w*|ExecuteSql\w*|CreateCommand)\b")]
    private static partial Regex RawSql();
}
