using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Core.Uploads;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Storage;

public sealed class StorageMeterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task What_a_team_keeps_is_counted_with_every_change_and_the_same_file_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (team, other) = (await stage.CreateTeamAsync(), await stage.CreateTeamAsync());
        var (one, two) = (Pictures.Make(64, 48), Pictures.Make(48, 64));

        var first = await UploadAsync(stage, team.Owner, one);
        var again = await UploadAsync(stage, team.Owner, one);
        await UploadAsync(stage, team.Owner, two);
        await UploadAsync(stage, other.Owner, one);
        Assert.Equal((one.Length + two.Length, one.Length), (await UsedAsync(stage, team.Owner), await UsedAsync(stage, other.Owner)));
        Assert.True((await stage.Get<StorageMeter>().ReadAsync(team.Owner, Ct)).Derivatives > 0);

        await ShredAsync(stage, team.Owner, first);
        Assert.Equal(one.Length + two.Length, await UsedAsync(stage, team.Owner));
        await ShredAsync(stage, team.Owner, again);
        Assert.Equal((two.Length, one.Length), (await UsedAsync(stage, team.Owner), await UsedAsync(stage, other.Owner)));
    }

    [DatabaseTheory]
    public async Task The_parts_and_what_is_saved_by_sharing_add_up_to_what_is_used(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var (one, two) = (Pictures.Make(64, 48), Pictures.Make(48, 64));
        await UploadAsync(stage, team.Owner, one);
        await UploadAsync(stage, team.Owner, one);
        var thrownAway = await UploadAsync(stage, team.Owner, two);
        await stage.Get<Trash>().PutAsync(team.Owner, thrownAway.Id, Ct);

        var breakdown = await stage.Get<StorageBreakdowns>().ReadAsync(team.Owner, Ct);

        Assert.Equal(
            [new(StorageKind.Generated, 0, 0), new(StorageKind.Edited, 0, 0), new(StorageKind.Uploaded, 2, 2L * one.Length), new(StorageKind.Trash, 1, two.Length)],
            breakdown.Shares);
        Assert.Equal((one.Length, one.Length + two.Length), (breakdown.Shared, breakdown.Reading.Used));
    }

    [DatabaseTheory]
    public async Task One_byte_over_the_limit_is_refused_and_leaves_nothing(DatabaseProvider provider)
    {
        var picture = Pictures.Make(64, 48);
        await using var stage = await OpenAsync(provider, picture.Length - 1);
        var team = await stage.CreateTeamAsync();

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => UploadAsync(stage, team.Owner, picture));

        Assert.Equal(("storage_limit_reached", 413), (refusal.Code, refusal.Status));
        Assert.Equal([], Files(stage));
        Assert.Equal(0, await UsedAsync(stage, team.Owner));
    }

    [DatabaseTheory]
    public async Task Of_two_that_race_for_the_last_byte_one_gets_it(DatabaseProvider provider)
    {
        var pictures = Enumerable.Range(0, 6).Select(i => TinyPng.Of(64, 48, (byte)(10 + i))).ToList();
        var limit = pictures.Max(p => p.Length);
        await using var stage = await OpenAsync(provider, limit);
        var team = await stage.CreateTeamAsync();

        var outcomes = await Task.WhenAll(pictures.Select(async picture =>
        {
            try
            {
                return (await UploadAsync(stage, team.Owner, picture)).Sha256;
            }
            catch (RefusalException refusal) when (refusal.Code == "storage_limit_reached")
            {
                return null;
            }
        }));

        var kept = Assert.Single(outcomes, sha256 => sha256 is not null);
        Assert.InRange(await UsedAsync(stage, team.Owner), 1, limit);
        Assert.All(Files(stage), file => Assert.Contains(kept!, file, StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task The_same_file_again_fits_into_a_full_storage_but_nothing_new_does(DatabaseProvider provider)
    {
        var picture = Pictures.Make(64, 48);
        await using var stage = await OpenAsync(provider, picture.Length);
        var team = await stage.CreateTeamAsync();
        await UploadAsync(stage, team.Owner, picture);

        await UploadAsync(stage, team.Owner, picture);

        await Assert.ThrowsAsync<RefusalException>(() => UploadAsync(stage, team.Owner, Pictures.Make(32, 32)));
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Generator>().GenerateAsync(team.Owner, new() { Prompt = "A boat" }, Ct));
        Assert.Equal("storage_limit_reached", refusal.Code);
        await stage.Get<TeamDirectory>().SetPlanAsync(team.Id, StoragePlan.Enterprise, Ct);
        await UploadAsync(stage, team.Owner, Pictures.Make(32, 32));
        Assert.Null((await stage.Get<StorageMeter>().ReadAsync(team.Owner, Ct)).Limit);
    }

    [DatabaseTheory]
    public async Task Counts_images_and_files_are_proved_to_agree_and_mended_where_they_do_not(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var image = await UploadAsync(stage, team.Owner, Pictures.Make(64, 48));
        await UploadAsync(stage, team.Owner, Pictures.Make(48, 64));
        Assert.True((await CheckAsync(stage, mend: false)).Agrees);

        await stage.Database.WriteAsync(async write => await write.Db.For(team.Owner).Storage.ExecuteUpdateAsync(set => set.SetProperty(s => s.Originals, s => s.Originals + 5), Ct), Ct);
        Assert.False((await CheckAsync(stage, mend: false)).Agrees);
        Assert.True((await CheckAsync(stage, mend: true)).IsMended);
        Assert.True((await CheckAsync(stage, mend: false)).Agrees);

        File.Delete(Path.Combine(stage.DataPath, "files", "originals", image.Sha256![..2], $"{image.Sha256}.png"));
        Assert.Equal([image.Sha256], (await CheckAsync(stage, mend: false)).Missing);
    }

    private static Task<Stage> OpenAsync(DatabaseProvider provider, long limit) => Stage.OpenAsync(provider, setup =>
    {
        setup.Settings["Rankion:Storage:DefaultPlan"] = "Free";
        setup.Settings["Rankion:Storage:FreeBytes"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture);
    });

    private static async Task<Image> UploadAsync(Stage stage, Actor actor, byte[] bytes) => (await stage.Get<Uploader>().UploadAsync(actor, bytes, new(), Ct)).Image;

    private static async Task<long> UsedAsync(Stage stage, Actor actor) => (await stage.Get<StorageMeter>().ReadAsync(actor, Ct)).Used;

    private static async Task<StorageCheck> CheckAsync(Stage stage, bool mend) => (await stage.Get<StorageReconciliation>().RunAsync(mend, Ct).ToListAsync(Ct)).Single();

    private static async Task ShredAsync(Stage stage, Actor actor, Image image)
    {
        await stage.Get<Trash>().PutAsync(actor, image.Id, Ct);
        await stage.Get<Shredder>().DeleteAsync(actor, image.Id, Ct);
    }

    private static string[] Files(Stage stage) =>
        Directory.Exists(Path.Combine(stage.DataPath, "files")) ? [.. Directory.EnumerateFiles(Path.Combine(stage.DataPath, "files"), "*", SearchOption.AllDirectories)] : [];
}
