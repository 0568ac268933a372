using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Storage;

public sealed class OrphanSweepTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task Files_without_a_row_go_and_files_with_one_stay(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var kept = await StoreAsync(stage, 1);
        var orphan = await StoreAsync(stage, 2);
        await AddRowAsync(stage, kept.Sha256);
        stage.Clock.Advance(Hour + TimeSpan.FromMinutes(1));

        var result = await stage.Get<OrphanSweep>().RunAsync(Ct);

        Assert.Equal(new SweepResult(Looked: 8, Removed: 4), result);
        Assert.Equal(4, await CountAsync(stage, kept));
        Assert.Equal(0, await CountAsync(stage, orphan));
    }

    [Fact]
    public async Task Files_of_a_job_that_is_still_running_stay()
    {
        await using var stage = await Stage.OpenAsync();
        var image = await StoreAsync(stage, 1);
        stage.Clock.Advance(Hour - TimeSpan.FromMinutes(1));

        Assert.Equal(new SweepResult(0, 0), await stage.Get<OrphanSweep>().RunAsync(Ct));
        Assert.Equal(4, await CountAsync(stage, image));
    }

    [Fact]
    public async Task An_old_orphan_that_a_job_just_made_again_stays()
    {
        await using var stage = await Stage.OpenAsync();
        var image = await StoreAsync(stage, 1);
        stage.Clock.Advance(Hour * 5);
        await StoreAsync(stage, 1);

        Assert.Equal(new SweepResult(0, 0), await stage.Get<OrphanSweep>().RunAsync(Ct));
        Assert.Equal(4, await CountAsync(stage, image));
    }

    [Fact]
    public async Task The_mask_of_an_edit_stays_and_other_features_files_are_left_alone()
    {
        await using var stage = await Stage.OpenAsync();
        var image = await StoreAsync(stage, 1);
        var (mask, unused) = (new string('a', 64), new string('b', 64));
        await AddRowAsync(stage, image.Sha256, mask);
        string[] names = [BlobNames.Mask(mask), BlobNames.Mask(unused), "exports/1/images.zip"];
        foreach (var name in names)
            await stage.Get<IBlobStore>().PutAsync(name, new byte[] { 1 }, Ct);
        stage.Clock.Advance(Hour * 2);

        Assert.Equal(1, (await stage.Get<OrphanSweep>().RunAsync(Ct)).Removed);
        var there = await Task.WhenAll(names.Select(n => stage.Get<IBlobStore>().ExistsAsync(n, Ct)));
        Assert.Equal([true, false, true], there);
    }

    [Fact]
    public async Task What_a_broken_write_left_behind_goes()
    {
        await using var stage = await Stage.OpenAsync();
        await StoreAsync(stage, 1);
        var leftover = Path.Combine(stage.DataPath, "files", "incoming", "0123456789abcdef0123456789abcdef");
        await File.WriteAllBytesAsync(leftover, [1, 2, 3], Ct);
        File.SetLastWriteTimeUtc(leftover, stage.Clock.UtcNow - Hour * 2);

        Assert.Equal(new SweepResult(1, 1), await stage.Get<OrphanSweep>().RunAsync(Ct));
        Assert.False(File.Exists(leftover));
    }

    private static Task<StoredImage> StoreAsync(Stage stage, int seed) => stage.Get<ImageIngest>().StoreAsync(Pictures.MakeNoise(64, 48, seed), Ct);

    private static async Task<int> CountAsync(Stage stage, StoredImage image)
    {
        string[] names = [BlobNames.Original(image.Sha256, image.Format), .. BlobNames.ThumbnailWidths.Select(w => BlobNames.Thumbnail(image.Sha256, w))];
        return (await Task.WhenAll(names.Select(n => stage.Get<IBlobStore>().ExistsAsync(n, Ct)))).Count(there => there);
    }

    private static async Task AddRowAsync(Stage stage, string sha256, string? mask = null)
    {
        var team = await stage.CreateTeamAsync();
        await stage.Database.WriteAsync(write =>
        {
            write.Db.Add(new Image
            {
                TeamId = team.Id,
                Title = "A picture",
                Prompt = "A picture",
                Model = "rankion-sketch",
                Provider = "sketch",
                Status = ProcessingStatus.Ready,
                Sha256 = sha256,
                MaskSha256 = mask,
                Format = "png",
                CreatedById = team.Owner.UserId,
                CreatedAt = stage.Clock.UtcNow,
                UpdatedAt = stage.Clock.UtcNow,
            });
            return Task.CompletedTask;
        }, Ct);
    }
}
