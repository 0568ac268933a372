using System.Text;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Imaging.Metadata;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Editing;

public sealed class UpscaleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_larger_copy_hangs_on_its_image_at_once_and_costs_nothing(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider, credits: 0);
        var original = Pictures.Make(60, 40);
        var source = await world.AddImageAsync(original);

        var receipt = (await UpscaleAsync(world, source, 2))!;
        Assert.Equal((receipt.ImageId, 120, 80), (await world.DetailAsync(source.Id)).Variants.Select(i => (i.Id, i.Width, i.Height)).Single());
        Assert.Equal(JobStatus.Ready, (await world.EndAsync(receipt.JobId)).Status);

        var (parent, variants, _) = await world.DetailAsync(source.Id);
        var copy = Assert.Single(variants);
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Upscaled, 120, 80, "png"), (copy.Status, copy.Source, copy.Width, copy.Height, copy.Format));
        Assert.Equal(("Harbour", "A harbour", "gpt-image-2", "openai", 2), (copy.Title, copy.Prompt, copy.Model, copy.Provider, copy.Parameters.Upscale));
        Assert.Equal((source.Id, source.Id, 0), (copy.ParentId, copy.RootId, copy.Credits));
        Assert.Equal((1, source.Sha256), (parent.VariantsCount, parent.Sha256));
        Assert.Equal(original, await world.FileAsync(BlobNames.Original(source.Sha256!, source.Format!)));
        Assert.Equal("trainedAlgorithmicMedia", FileMetadata.Read(await world.FileAsync(BlobNames.Original(copy.Sha256!, copy.Format!))).DigitalSourceType);
        Assert.Empty(world.OpenAi.Requests);
        var trail = (await world.Stage.Get<AuditTrail>().ReadAsync(world.Actor, new() { Action = "image" }, new(), Ct)).Items;
        Assert.Equal(("image.upscaled", source.Id, $"2× → {copy.Id}"), (trail.Single().Entry is var e ? (e.Action, e.SubjectId, e.Detail) : default));
    }

    [DatabaseTheory]
    public async Task A_copy_that_was_cancelled_is_made_by_trying_again(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider, credits: 0);
        var source = await world.AddImageAsync(Pictures.Make(32, 32), i => (i.Model, i.Provider) = ("long-gone", "openai"));
        var receipt = (await UpscaleAsync(world, source, 4))!;

        Assert.True(await world.Stage.Get<ImageOutcome>().CancelAsync(world.Actor, receipt.ImageId, Ct));
        Assert.Equal(ProcessingStatus.Cancelled, (await world.DetailAsync(receipt.ImageId)).Image.Status);
        await world.Stage.StartAsync();
        var again = (await world.Stage.Get<Generator>().RetryAsync(world.Actor, receipt.ImageId, Ct))!;
        await world.EndAsync(again.JobId);

        Assert.Equal((ProcessingStatus.Ready, 128), (await world.DetailAsync(receipt.ImageId) is var d ? (d.Image.Status, d.Image.Width) : default));
        Assert.Equal(0, again.CreditsCharged);
    }

    [Fact]
    public async Task A_photo_is_not_passed_off_as_made_by_an_AI_and_an_uploaded_AI_picture_is_not_as_a_photo()
    {
        await using var world = await World.OpenAsync();
        var photo = await world.AddImageAsync(Pictures.Make(32, 32), i => (i.Provider, i.Source) = ("upload", ImageSource.Uploaded));
        var marked = await world.AddImageAsync(
            Pictures.WithXmp(Encoding.UTF8.GetString(ProvenanceMark.Write(ProvenanceMark.TrainedModel)), "x"),
            i => (i.Provider, i.Source, i.HasAiMark) = ("upload", ImageSource.Uploaded, true));

        foreach (var (source, type) in new[] { (photo, "algorithmicallyEnhanced"), (marked, "trainedAlgorithmicMedia") })
        {
            var receipt = (await UpscaleAsync(world, source, 2))!;
            await world.EndAsync(receipt.JobId);
            var copy = (await world.DetailAsync(receipt.ImageId)).Image;
            Assert.Equal((true, source.HasAiMark, false), (copy.IsBrought, copy.HasAiMark, copy.IsByModel));
            Assert.Equal(type, FileMetadata.Read(await world.FileAsync(BlobNames.Original(copy.Sha256!, copy.Format!))).DigitalSourceType);
        }
    }

    [Theory]
    [InlineData(3, 64, 64)]
    [InlineData(0, 64, 64)]
    [InlineData(-2, 64, 64)]
    [InlineData(int.MaxValue, 64, 64)]
    [InlineData(2, 8_192, 10)]
    [InlineData(4, 1_800, 1_800)]
    public async Task What_cannot_be_made_is_refused_before_anything_is_queued(int factor, int width, int height)
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(64, 64), i => (i.Width, i.Height) = (width, height));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => UpscaleAsync(world, source, factor));

        Assert.Equal((422, "factor"), (refusal.Status, Assert.Single(refusal.Errors.Keys)));
        await AssertUntouchedAsync(world, source);
    }

    [Theory]
    [InlineData(ProcessingStatus.Queued, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Failed, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Cancelled, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Ready, true, "image_trashed")]
    public async Task What_is_not_finished_or_lies_in_the_trash_is_not_enlarged(ProcessingStatus status, bool trashed, string code)
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(64, 64), i => (i.Status, i.DeletedAt) = (status, trashed ? i.CreatedAt : null));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => UpscaleAsync(world, source, 2));

        Assert.Equal((409, code), (refusal.Status, refusal.Code));
        await AssertUntouchedAsync(world, source);
    }

    [Fact]
    public async Task Strangers_find_nothing_and_readers_make_nothing()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var reader = (await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Viewer)).Actor;
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;

        Assert.Null(await world.Stage.Get<Upscaler>().UpscaleAsync(stranger, source.Id, 2, Ct));
        Assert.Equal(403, (await Assert.ThrowsAsync<RefusalException>(() => world.Stage.Get<Upscaler>().UpscaleAsync(reader, source.Id, 2, Ct))).Status);
        await AssertUntouchedAsync(world, source);
    }

    private static Task<UpscaleReceipt?> UpscaleAsync(World world, Image source, int factor) => world.Stage.Get<Upscaler>().UpscaleAsync(world.Actor, source.Id, factor, Ct);

    private static async Task AssertUntouchedAsync(World world, Image source)
    {
        var (image, variants, _) = await world.DetailAsync(source.Id);
        Assert.Equal((0, null, source.Version), (image.VariantsCount, image.EditedAt, image.Version));
        Assert.Empty(variants);
        Assert.Empty(await world.Stage.Get<JobQueue>().ListRecentAsync(world.Actor, 10, Ct));
    }
}
