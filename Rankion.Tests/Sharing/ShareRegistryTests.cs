using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Sharing;

public sealed class ShareRegistryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Every_link_of_the_team_is_listed_filtered_and_sorted(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var endless = await ShareAsync(stage, owner, "Endless", new());
        var locked = await ShareAsync(stage, owner, "Locked", new() { Password = new("open sesame"), ExpiresIn = "30d" });
        stage.Clock.Advance(ShareFilter.UnusedAfter - TimeSpan.FromDays(1));
        var brief = await ShareAsync(stage, owner, "Brief", new() { ExpiresIn = "7d" });
        await ShareAsync(stage, (await stage.CreateTeamAsync()).Owner, "Theirs", new());
        await stage.Get<PublicShares>().CountViewAsync(locked, null, Ct);
        async Task<string[]> Titles(ShareFilter filter) =>
            [.. (await stage.Get<ShareRegistry>().ListAsync(owner, filter, new(), Ct)).Items.Select(s => s.Image!.Title)];

        Assert.Equal(["Brief", "Locked", "Endless"], await Titles(new()));
        Assert.Equal(["Locked", "Brief", "Endless"], await Titles(new() { Sort = ShareSort.Ending }));
        Assert.Equal(["Locked", "Brief", "Endless"], await Titles(new() { Sort = ShareSort.Views }));
        Assert.Equal("Locked", (await Titles(new() { Sort = ShareSort.LastViewed }))[0]);
        Assert.Equal(["Endless"], await Titles(new() { WithoutEnd = true }));
        Assert.Equal(["Brief", "Endless"], await Titles(new() { WithoutPassword = true }));
        Assert.Empty(await Titles(new() { Unused = true }));
        stage.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(["Brief", "Endless"], await Titles(new()));
        Assert.Equal(["Endless"], await Titles(new() { Unused = true }));
        Assert.Equal(["Brief", "Locked", "Endless"], await Titles(new() { Active = false }));
        Assert.Equal((true, true), (brief.Id > locked.Id, locked.Id > endless.Id));
    }

    [DatabaseTheory]
    public async Task Its_states_tell_what_became_of_a_link(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var expired = await ShareAsync(stage, owner, "Expired", new() { ExpiresIn = "1h" });
        var revoked = await ShareAsync(stage, owner, "Revoked", new());
        var trashed = await ShareAsync(stage, owner, "Trashed", new());
        var gone = await ShareAsync(stage, owner, "Gone", new());
        await ShareAsync(stage, owner, "Active", new());
        stage.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Get<Shares>().RevokeAsync(owner, revoked.ImageId, Ct);
        await stage.Get<Trash>().PutAsync(owner, [trashed.ImageId, gone.ImageId], Ct);
        await stage.Get<Shredder>().DeleteAsync(owner, gone.ImageId, Ct);

        var list = (await stage.Get<ShareRegistry>().ListAsync(owner, new() { Active = false }, new(), Ct)).Items;
        Assert.Equal([ShareStatus.Active, ShareStatus.Gone, ShareStatus.Suspended, ShareStatus.Revoked, ShareStatus.Expired], list.Select(s => s.Status));
        Assert.Equal(("Expired", expired.Id), (list[^1].Image!.Title, list[^1].Share.Id));
    }

    [DatabaseTheory]
    public async Task Many_links_are_ended_at_once_also_those_of_images_in_the_trash(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var owner = (await stage.CreateTeamAsync()).Owner;
        var registry = stage.Get<ShareRegistry>();
        var (first, second, brief) = (await ShareAsync(stage, owner, "1", new()), await ShareAsync(stage, owner, "2", new()), await ShareAsync(stage, owner, "3", new() { ExpiresIn = "1d" }));
        var theirs = await ShareAsync(stage, (await stage.CreateTeamAsync()).Owner, "Theirs", new());
        await stage.Get<Trash>().PutAsync(owner, second.ImageId, Ct);

        var end = stage.Clock.UtcNow.AddDays(7);
        Assert.Equal(2, await registry.ExpireAsync(owner, [first.Id, second.Id, brief.Id, theirs.Id], end, Ct));
        Assert.Equal([end, end, stage.Clock.UtcNow.AddDays(1)], await EndsAsync(registry, owner));
        Assert.Equal(2, await registry.RevokeAsync(owner, [first.Id, second.Id, theirs.Id], Ct));
        Assert.Equal(0, await registry.RevokeAsync(owner, [first.Id], Ct));
        Assert.Null((await stage.Get<PublicShares>().OpenAsync(first.Token, Ct))!.Image);
        Assert.NotNull((await stage.Get<PublicShares>().OpenAsync(theirs.Token, Ct))!.Image);

        var viewer = (await stage.Services.AddMemberAsync(owner.TeamId, TeamRole.Viewer)).Actor;
        foreach (var refused in new Func<Task>[]
        {
            () => registry.RevokeAsync(viewer, [brief.Id], Ct), () => registry.RevokeAsync(owner, [], Ct),
            () => registry.RevokeAsync(owner, [.. Enumerable.Range(1, 201)], Ct), () => registry.ExpireAsync(owner, [brief.Id], stage.Clock.UtcNow, Ct),
        })
        {
            await Assert.ThrowsAsync<RefusalException>(refused);
        }
    }

    [Fact]
    public async Task The_spreadsheet_has_a_line_per_link_and_no_token()
    {
        await using var stage = await Stage.OpenAsync();
        var owner = (await stage.CreateTeamAsync()).Owner;
        var share = await ShareAsync(stage, owner, "=SUM(A1), \"x\"", new() { Password = new("open sesame"), AllowDownload = false });
        var csv = await stage.Get<ShareRegistry>().CsvAsync(owner, new(), Ct);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{share.ImageId},\"'=SUM(A1), \"\"x\"\"\",active,person-", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,yes,none,0,0,0,", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(share.Token, csv, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<DateTime?>> EndsAsync(ShareRegistry registry, Actor owner) =>
        (await registry.ListAsync(owner, new(), new(), Ct)).Items.Select(s => s.Share.ExpiresAt).Reverse();

    private static async Task<Share> ShareAsync(Stage stage, Actor actor, string title, ShareTerms terms)
    {
        var image = await stage.AddImageAsync(actor, i => (i.Title, i.Sha256, i.Format) = (title, new string('a', 64), "png"));
        return (await stage.Get<Shares>().CreateAsync(actor, image.Id, terms, Ct))!.Value.Share;
    }
}
