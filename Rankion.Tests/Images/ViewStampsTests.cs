using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

public sealed class ViewStampsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_stamp_moves_with_everything_that_a_view_shows_and_with_nothing_else(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        await using var second = stage.OpenSecondServer();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var other = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor);
        var (shares, curation, trash) = (stage.Get<Shares>(), stage.Get<Curation>(), stage.Get<Trash>());
        Share share = null!;

        await Moves("a new image", () => stage.AddImageAsync(actor));
        await Moves("a title", () => curation.PatchAsync(actor, image.Id, new() { Title = "New" }, Ct));
        await Moves("tags", () => curation.PatchAsync(actor, image.Id, new() { Tags = ["hero"] }, Ct));
        await Moves("a star", () => curation.FavoriteAsync(actor, image.Id, true, Ct));
        await Moves("a column that the gallery does not filter by", () => ChangeAsync(i => i.SetProperty(x => x.RevisedPrompt, "Other")));
        await Moves("a count of variants", () => ChangeAsync(i => i.SetProperty(x => x.VariantsCount, 4)));
        await Moves("a link", async () => share = (await shares.CreateAsync(actor, image.Id, new(), Ct))!.Value.Share);
        await Moves("a view", () => stage.Get<PublicShares>().CountViewAsync(share, null, Ct));
        await Moves("another end of a link", () => shares.ChangeAsync(actor, image.Id, new() { ExpiresAt = new(stage.Clock.UtcNow.AddDays(1)) }, Ct));
        await Moves("a revoked link", () => shares.RevokeAsync(actor, image.Id, Ct));
        await Moves("a name", () => stage.Database.WriteAsync(write => write.Db.Users.Where(u => u.Id == actor.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DisplayName, "Mara"), Ct), Ct));
        await Moves("the trash", () => trash.PutAsync(actor, image.Id, Ct));
        await Moves("the way back", () => trash.RestoreAsync(actor, image.Id, Ct));
        await Moves("two changes in one write", () => curation.TagAsync(actor, [image.Id], ["a"], ["hero"], Ct));
        await Moves("the end", () => stage.Database.WriteAsync(write => write.Db.For(actor).Images.Where(i => i.Id == image.Id).ExecuteDeleteAsync(Ct), Ct));

        Assert.Equal(await StampAsync(), await StampAsync());
        var before = await StampAsync();
        await stage.AddImageAsync(other);
        Assert.Equal(before, await StampAsync());

        // read by another server than the one that writes
        async Task<ViewStamp> StampAsync() => await second.Get<ViewStamps>().ReadAsync(actor, Ct);

        async Task Moves(string what, Func<Task> change)
        {
            var old = await StampAsync();
            await change();
            Assert.True(old != await StampAsync(), $"{what} does not move the stamp.");
        }

        Task<int> ChangeAsync(Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Image>> set) =>
            stage.Database.WriteAsync(write => write.Db.For(actor).Images.Where(i => i.Id == image.Id).ExecuteUpdateAsync(set, Ct), Ct);
    }

    [DatabaseTheory]
    public async Task What_is_not_committed_has_not_happened(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor);
        var before = await stage.Get<ViewStamps>().ReadAsync(actor, Ct);

        await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Database.WriteAsync(async write =>
        {
            await write.Db.For(actor).Images.Where(i => i.Id == image.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.Title, "Other"), Ct);
            throw new InvalidOperationException();
        }, Ct));

        Assert.Equal(before, await stage.Get<ViewStamps>().ReadAsync(actor, Ct));
    }
}
