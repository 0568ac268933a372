using System.Text.RegularExpressions;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Teams;
using Rankion.Tests.Architecture;
using Rankion.Tests.Support;

namespace Rankion.Tests.Audit;

public sealed partial class AuditTrailTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task What_is_recorded_is_read_newest_first_with_who_did_it(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var other = await stage.CreateTeamAsync();
        var byToken = team.Owner with { TokenId = 7 };
        await RecordAsync(stage, byToken, ("image.renamed", 1, "Harbour"));
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await RecordAsync(stage, team.Owner, ("share.created", 1, null));
        await RecordAsync(stage, other.Owner, ("image.renamed", 2, null));
        await stage.Database.WriteAsync(write =>
        {
            stage.Get<AuditTrail>().Record(write, team.Id, null, "image.purged", "image", 1);
            return Task.CompletedTask;
        }, Ct);

        var page = await stage.Get<AuditTrail>().ReadAsync(team.Owner, new(), new(), Ct);

        Assert.Equal(3, page.Total);
        Assert.Equal(["image.purged", "share.created", "image.renamed"], page.Items.Select(l => l.Entry.Action));
        Assert.Equal((null, null), (page.Items[0].Entry.UserId, page.Items[0].UserName));
        var (entry, name) = page.Items[2];
        Assert.Equal((team.Owner.UserId, 7L, "image", 1L, "Harbour"), (entry.UserId, entry.TokenId, entry.SubjectKind, entry.SubjectId, entry.Detail));
        Assert.Equal(team.OwnerEmail.Split('@')[0], name);
        Assert.Equal(stage.Clock.UtcNow - TimeSpan.FromMinutes(1), entry.CreatedAt);
    }

    [DatabaseTheory]
    public async Task It_is_narrowed_by_action_person_subject_and_time(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var editor = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        await RecordAsync(stage, team.Owner, ("image.trashed", 1, null), ("image.trashed", 2, null), ("share.created", 1, null));
        stage.Clock.Advance(TimeSpan.FromHours(1));
        var later = stage.Clock.UtcNow;
        await RecordAsync(stage, editor, ("image.restored", 1, null), ("imageless.thing", 9, null));

        Assert.Equal(3, await CountAsync(new() { Action = "image." }));
        Assert.Equal(2, await CountAsync(new() { Action = "image.trashed" }));
        Assert.Equal(0, await CountAsync(new() { Action = "%" }));
        Assert.Equal(2, await CountAsync(new() { UserId = editor.UserId }));
        Assert.Equal(3, await CountAsync(new() { SubjectKind = "image", SubjectId = 1 }));
        Assert.Equal(2, await CountAsync(new() { From = later }));
        Assert.Equal(3, await CountAsync(new() { To = later - TimeSpan.FromMicroseconds(1) }));
        Assert.Equal(5, await CountAsync(new() { To = later }));
        Assert.Equal(1, await CountAsync(new() { Action = "image", From = later, UserId = editor.UserId, SubjectId = 1 }));

        async Task<int> CountAsync(AuditFilter filter) => (await stage.Get<AuditTrail>().ReadAsync(team.Owner, filter, new(), Ct)).Items.Count;
    }

    [DatabaseTheory]
    public async Task Cursors_lead_through_every_entry_once_while_new_ones_come_in(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        await RecordAsync(stage, team.Owner, [.. Enumerable.Range(1, 7).Select(n => ("image.trashed", (long)n, (string?)null))]);
        var trail = stage.Get<AuditTrail>();
        var seen = new List<long>();
        for (string? cursor = ""; cursor is not null;)
        {
            var stretch = await trail.StretchAsync(team.Owner, new() { Action = "image" }, new(PerPage: 3, Cursor: cursor), Ct);
            seen.AddRange(stretch.Items.Select(l => l.Entry.SubjectId));
            cursor = stretch.Next;
            await RecordAsync(stage, team.Owner, ("image.restored", 99, null));
        }
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], seen);
    }

    [Fact]
    public async Task A_made_up_cursor_and_one_of_another_filter_are_refused()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        await RecordAsync(stage, team.Owner, ("image.trashed", 1, null), ("image.trashed", 2, null));
        var trail = stage.Get<AuditTrail>();
        var next = (await trail.StretchAsync(team.Owner, new(), new(PerPage: 1, Cursor: ""), Ct)).Next!;

        foreach (var (filter, cursor) in new[] { (new AuditFilter { Action = "image" }, next), (new AuditFilter(), "x"), (new AuditFilter(), "!"), (new AuditFilter(), next[1..]) })
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => trail.StretchAsync(team.Owner, filter, new(PerPage: 1, Cursor: cursor), Ct));
            Assert.Equal((422, "cursor"), (refusal.Status, refusal.Errors.Keys.Single()));
        }
    }

    [Fact]
    public async Task A_page_beyond_the_last_is_empty_however_far()
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        await RecordAsync(stage, team.Owner, ("image.trashed", 1, null));
        var page = await stage.Get<AuditTrail>().ReadAsync(team.Owner, new(), new(int.MaxValue, 100), Ct);
        Assert.Empty(page.Items);
        Assert.Equal(1, page.Total);
    }

    [Theory]
    [InlineData(TeamRole.Viewer, Scopes.All)]
    [InlineData(TeamRole.Editor, Scopes.All)]
    [InlineData(TeamRole.Owner, Scopes.Read | Scopes.Write)]
    public async Task Only_admins_read_it(TeamRole role, Scopes scopes)
    {
        await using var stage = await Stage.OpenAsync();
        var team = await stage.CreateTeamAsync();
        var actor = team.Owner with { Role = role, Scopes = scopes };
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<AuditTrail>().ReadAsync(actor, new(), new(), Ct));
        Assert.Equal(403, refusal.Status);
    }

    [DatabaseTheory]
    public async Task What_did_not_happen_is_not_in_it(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        await Assert.ThrowsAsync<RefusalException>(() => stage.Database.WriteAsync(write =>
        {
            stage.Get<AuditTrail>().Record(write, team.Owner, "image.trashed", "image", 1);
            throw Refusal.Conflict("no", "No.");
        }, Ct));
        Assert.Equal(0, (await stage.Get<AuditTrail>().ReadAsync(team.Owner, new(), new(), Ct)).Total);
    }

    /// <summary>Nobody else in the product touches the rows, the trail itself only adds, and a loaded row cannot be changed.</summary>
    [Fact]
    public void Entries_are_only_ever_added()
    {
        Assert.Equal([], SourceTree.ProductCode.Where(f => Rows().IsMatch(SourceTree.Read(f)))
            .Where(f => !f.StartsWith("Rankion.Core/Audit/", StringComparison.Ordinal)).Except(["Rankion.Core/Data/TeamData.cs"]));
        Assert.All(SourceTree.ProductCode.Where(f => f.StartsWith("Rankion.Core/Audit/", StringComparison.Ordinal)), f => Assert.DoesNotMatch(Change(), SourceTree.Read(f)));
        Assert.All(typeof(AuditEntry).GetProperties(), p =>
            Assert.Contains(p.SetMethod!.ReturnParameter.GetRequiredCustomModifiers(), m => m.Name == "IsExternalInit"));
    }

    [GeneratedRegex(@"<AuditEntry>|new AuditEntry\b|(?<!Rankion\.Core)\.Audit\b(?!\.|;)")]
    private static partial Regex Rows();

    [GeneratedRegex(@"Execute(Update|Delete)|\.Remove|\.Update|\.Attach|\.Entry\(")]
    private static partial Regex Change();

    private static Task RecordAsync(Stage stage, Actor actor, params (string Action, long Subject, string? Detail)[] entries) => stage.Database.WriteAsync(async write =>
    {
        // one by one, so that their order is the order of their ids
        foreach (var (action, subject, detail) in entries)
        {
            stage.Get<AuditTrail>().Record(write, actor, action, "image", subject, detail);
            await write.Db.SaveChangesAsync(Ct);
        }
    }, Ct);
}
