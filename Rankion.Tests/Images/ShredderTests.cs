using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>Deleting for good, by a person.</summary>
public sealed class ShredderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_image_deleted_for_good_takes_its_files_and_leaves_its_ledger_and_its_trail(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var receipt = await world.GenerateAsync(new() { Prompt = "x", Title = "Harbour", Tags = ["hero"] });
        await world.EndAsync(receipt);
        var image = (await world.DetailAsync(receipt.ImageIds[0])).Image;
        await world.Stage.Get<Trash>().PutAsync(world.Actor, image.Id, Ct);

        Assert.True(await world.Stage.Get<Shredder>().DeleteAsync(world.Actor, image.Id, Ct));

        Assert.Null(await world.Stage.Get<Gallery>().FindAsync(world.Actor, image.Id, Ct));
        Assert.Empty(await FilesAsync(world.Stage));
        Assert.Equal(995, await world.BalanceAsync());
        await using var db = await world.Stage.Database.OpenAsync(Ct);
        Assert.Equal(-5, (await db.For(world.Actor).Ledger.SingleAsync(e => e.ImageId == image.Id, Ct)).Amount);
        var trail = await world.Stage.Get<AuditTrail>().ReadAsync(world.Actor, new() { SubjectKind = "image", SubjectId = image.Id }, new(), Ct);
        Assert.Equal(["image.deleted", "image.trashed", "image.generated"], trail.Items.Select(l => l.Entry.Action));
        Assert.Equal(("Harbour", world.Actor.UserId), (trail.Items[0].Entry.Detail, trail.Items[0].Entry.UserId));
        Assert.False(await world.Stage.Get<Shredder>().DeleteAsync(world.Actor, image.Id, Ct));
    }

    [DatabaseTheory]
    public async Task Files_that_another_image_needs_stay(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var bytes = TinyPng.Of(64, 64);
        var now = world.Stage.Clock.UtcNow;
        var first = await world.AddImageAsync(bytes, i => i.DeletedAt = now);
        var second = await world.AddImageAsync(bytes);
        var other = await world.AddImageAsync(TinyPng.Of(32, 32), i => i.DeletedAt = now);

        await world.Stage.Get<Shredder>().DeleteAsync(world.Actor, first.Id, Ct);
        await world.Stage.Get<Shredder>().DeleteAsync(world.Actor, other.Id, Ct);
        Assert.Equal([second.Sha256!], (await FilesAsync(world.Stage)).Select(BlobNames.Sha256Of).Distinct());
        Assert.Equal(4, (await FilesAsync(world.Stage)).Count);

        await world.Stage.Get<Trash>().PutAsync(world.Actor, second.Id, Ct);
        await world.Stage.Get<Shredder>().DeleteAsync(world.Actor, second.Id, Ct);
        Assert.Empty(await FilesAsync(world.Stage));
    }

    [DatabaseTheory]
    public async Task A_mask_goes_with_the_last_image_that_was_made_with_it_unless_it_is_new(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var (old, fresh) = (new string('a', 64), new string('b', 64));
        var store = world.Stage.Get<IBlobStore>();
        await store.PutAsync(BlobNames.Mask(old), new byte[1], Ct);
        world.Stage.Clock.Advance(TimeSpan.FromHours(2));
        await store.PutAsync(BlobNames.Mask(fresh), new byte[1], Ct);
        var images = await world.Stage.Database.AddImagesAsync(world.Actor, world.Stage.Clock.UtcNow, [Masked(old), Masked(old), Masked(fresh)]);
        await world.Stage.Get<Trash>().PutAsync(world.Actor, [.. images.Select(i => i.Id)], Ct);
        var shredder = world.Stage.Get<Shredder>();

        await shredder.DeleteAsync(world.Actor, images[0].Id, Ct);
        Assert.True(await store.ExistsAsync(BlobNames.Mask(old), Ct));
        await shredder.DeleteAsync(world.Actor, images[1].Id, Ct);
        await shredder.DeleteAsync(world.Actor, images[2].Id, Ct);

        Assert.False(await store.ExistsAsync(BlobNames.Mask(old), Ct));
        Assert.True(await store.ExistsAsync(BlobNames.Mask(fresh), Ct));
        static Action<Image> Masked(string mask) => i => i.MaskSha256 = mask;
    }

    [DatabaseTheory]
    public async Task Only_from_the_trash_and_only_by_its_creator_or_an_admin(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var creator = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        var colleague = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        var stranger = (await stage.CreateTeamAsync()).Owner;
        var live = (await stage.AddImageAsync(creator)).Id;
        var trashed = (await stage.AddImageAsync(creator, i => i.DeletedAt = stage.Clock.UtcNow)).Id;
        var other = (await stage.AddImageAsync(creator, i => i.DeletedAt = stage.Clock.UtcNow)).Id;
        var shredder = stage.Get<Shredder>();

        Assert.Equal(("not_in_trash", 409), await RefusalAsync(creator, live));
        Assert.Equal(("forbidden", 403), await RefusalAsync(colleague, trashed));
        Assert.Equal(("forbidden", 403), await RefusalAsync(creator with { Role = TeamRole.Viewer }, trashed));
        Assert.Equal(("forbidden", 403), await RefusalAsync(team.Owner with { Scopes = Scopes.Read | Scopes.Write }, trashed));
        Assert.False(await shredder.DeleteAsync(stranger, trashed, Ct));
        Assert.NotNull(await stage.Get<Gallery>().FindAsync(creator, trashed, Ct));
        Assert.True(await shredder.DeleteAsync(creator, trashed, Ct));
        Assert.True(await shredder.DeleteAsync(team.Owner, other, Ct));

        async Task<(string, int)> RefusalAsync(Actor actor, long id)
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => shredder.DeleteAsync(actor, id, Ct));
            return (refusal.Code, refusal.Status);
        }
    }

    [DatabaseTheory]
    public async Task Emptying_the_trash_takes_all_of_it_for_an_admin_and_their_own_for_others(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var editor = (await stage.Services.AddMemberAsync(team.Id, TeamRole.Editor)).Actor;
        var now = stage.Clock.UtcNow;
        Action<Image> trashed = i => i.DeletedAt = now;
        await stage.Database.AddImagesAsync(team.Owner, now, Enumerable.Repeat(trashed, 60));
        await stage.Database.AddImagesAsync(editor, now, Enumerable.Repeat(trashed, 70));
        var live = await stage.AddImageAsync(editor);
        var foreign = await stage.AddImageAsync((await stage.CreateTeamAsync()).Owner, trashed);
        var shredder = stage.Get<Shredder>();

        await Assert.ThrowsAsync<RefusalException>(() => shredder.EmptyAsync(editor with { Role = TeamRole.Viewer }, null, Ct));
        Assert.Equal(70, (await shredder.EmptyAsync(editor, null, Ct)).Done);
        Assert.Equal(60, (await shredder.EmptyAsync(team.Owner, null, Ct)).Done);
        Assert.Equal(0, (await shredder.EmptyAsync(team.Owner, null, Ct)).Done);

        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal([live.Id, foreign.Id], await db.AcrossTeams().Images.Select(i => i.Id).Order().ToListAsync(Ct));
    }

    private static async Task<List<string>> FilesAsync(Stage stage) =>
        await stage.Get<IBlobStore>().ListAsync(DateTime.MaxValue, Ct).ToListAsync(Ct);
}
