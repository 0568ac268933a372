using System.Text;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Editing;

/// <summary>What leaves the house for an edit, and what happens when it does not come back.</summary>
public sealed class EditWireTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_edit_goes_out_as_a_form_with_a_typed_source_and_its_mask(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(1536, 1024));
        var mask = Pictures.Mask(1536, 1024);

        var receipt = (await world.EditAsync(source, new() { Prompt = "a red boat", Quality = "high", Mask = mask }))!;
        await world.EndAsync(receipt.JobId);

        var sent = world.OpenAi.Request;
        Assert.Equal(("POST", "/v1/images/edits"), (sent.Method, sent.Path));
        Assert.StartsWith("multipart/form-data", sent.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(("gpt-image-2", "a red boat", "1536x1024", "high", "1"),
            (sent.Field("model"), sent.Field("prompt"), sent.Field("size"), sent.Field("quality"), sent.Field("n")));
        var image = sent.Parts.Single(p => p.Name == "image");
        Assert.Equal(("image/png", (1536, 1024)), (image.ContentType, SizeOf(image.Bytes)));
        Assert.Equal(Pictures.PixelAt(Pictures.Make(1536, 1024), 10, 10), Pictures.PixelAt(image.Bytes, 10, 10));
        var sentMask = sent.Parts.Single(p => p.Name == "mask");
        Assert.Equal("image/png", sentMask.ContentType);
        Assert.Equal(mask, sentMask.Bytes);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.Webp)]
    [InlineData(ImageFormat.Avif)]
    public async Task A_source_of_another_format_goes_out_as_a_PNG_of_the_same_pixels(ImageFormat format)
    {
        await using var world = await World.OpenAsync();
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024, format));

        await world.EndAsync((await world.EditAsync(source, new() { Prompt = "warmer" }))!.JobId);

        var image = Assert.Single(world.OpenAi.Request.Parts, p => p.Name == "image");
        Assert.Equal(("image/png", ImageFormat.Png, (1024, 1024)), (image.ContentType, ImageFormats.Sniff(image.Bytes), SizeOf(image.Bytes)));
        Assert.DoesNotContain(world.OpenAi.Request.Parts, p => p.Name == "mask");
    }

    [Fact]
    public async Task How_a_source_was_made_goes_along_and_what_took_it_does_not()
    {
        await using var world = await World.OpenAsync();
        var source = await world.AddImageAsync(Pictures.WithXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'>trainedAlgorithmicMedia</x:xmpmeta>", "a camera"));

        await world.EndAsync((await world.EditAsync(source, new() { Prompt = "warmer" }))!.JobId);

        using var image = ImageInfo.Open(world.OpenAi.Request.Parts.Single(p => p.Name == "image").Bytes, out _);
        Assert.Contains("trainedAlgorithmicMedia", Encoding.UTF8.GetString(image.GetBlob("xmp-data")!), StringComparison.Ordinal);
        Assert.False(image.Has("exif-data"));
    }

    [Fact]
    public async Task A_source_that_is_too_heavy_goes_out_smaller_and_its_mask_follows()
    {
        await using var world = await World.OpenAsync();
        var source = await world.AddImageAsync(Pictures.MakeNoise(2304, 2304, seed: 5));
        Assert.True(source.SizeBytes > ImageConverter.MaxEditBytes, $"{source.SizeBytes} bytes are not heavy");

        await world.EndAsync((await world.EditAsync(source, new() { Prompt = "warmer", Mask = Pictures.Mask(2304, 2304) }))!.JobId);

        var sent = world.OpenAi.Request;
        var (image, mask) = (sent.Parts.Single(p => p.Name == "image").Bytes, sent.Parts.Single(p => p.Name == "mask").Bytes);
        Assert.InRange(image.Length, ImageConverter.MaxEditBytes / 2, ImageConverter.MaxEditBytes);
        Assert.Equal(SizeOf(image), SizeOf(mask));
        Assert.True(ImageInfo.Read(mask).HasAlpha);
        Assert.True(Transparency.ShareOf(mask) > 0);
        Assert.Equal("2304x2304", sent.Field("size"));
    }

    [DatabaseTheory]
    public async Task A_refused_edit_is_paid_back_and_tried_again_with_its_mask(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        world.OpenAi.AnswerOnce(400, FakeOpenAi.Error("moderation_blocked", "No.", "image_generation_user_error"));
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var mask = Pictures.Mask(1024, 1024);
        var receipt = (await world.EditAsync(source, new() { Prompt = "warmer", Mask = mask }))!;

        Assert.Equal((JobStatus.Failed, "provider_moderated"), (await world.EndAsync(receipt.JobId) is var job ? (job.Status, job.ErrorCode) : default));
        Assert.Equal(1000, await world.BalanceAsync());
        world.Stage.Clock.Advance(TimeSpan.FromHours(3));
        await world.Stage.Get<OrphanSweep>().RunAsync(Ct);
        var again = (await world.Stage.Get<Generator>().RetryAsync(world.Actor, receipt.ImageIds[0], Ct))!;
        await world.EndAsync(again.JobId);

        Assert.Equal((10, EditKind), (again.CreditsCharged, (await world.Stage.Get<JobQueue>().FindAsync(world.Actor, again.JobId, Ct))!.Kind));
        var variant = Assert.Single((await world.DetailAsync(source.Id)).Variants);
        Assert.Equal((receipt.ImageIds[0], ProcessingStatus.Ready, 10), (variant.Id, variant.Status, variant.Credits));
        Assert.Equal(mask, world.OpenAi.Requests[^1].Parts.Single(p => p.Name == "mask").Bytes);
        Assert.Equal(990, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task An_edit_whose_source_was_deleted_for_good_fails_and_is_paid_back(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var grandparent = await world.AddImageAsync(Pictures.Make(512, 512));
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var receipt = (await world.EditAsync(source, new() { Prompt = "warmer", N = 2 }))!;
        await world.Stage.Database.WriteAsync(async write =>
        {
            var images = write.Db.For(world.Actor).Images;
            await images.Where(i => i.ParentId == source.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.ParentId, grandparent.Id), Ct);
            await images.Where(i => i.Id == source.Id).ExecuteDeleteAsync(Ct);
        }, Ct);

        await world.Stage.StartAsync();
        var job = await world.EndAsync(receipt.JobId);

        Assert.Equal((JobStatus.Failed, "source_gone"), (job.Status, job.ErrorCode));
        Assert.All((await world.DetailAsync(grandparent.Id)).Variants, i => Assert.Equal((ProcessingStatus.Failed, "source_gone", 0), (i.Status, i.ErrorCode, i.Credits)));
        Assert.Equal(1000, await world.BalanceAsync());
        Assert.Empty(world.OpenAi.Requests);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.Stage.Get<Generator>().RetryAsync(world.Actor, receipt.ImageIds[0], Ct));
        Assert.Equal((409, "source_gone"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task An_edit_whose_source_went_into_the_trash_is_still_drawn()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var receipt = (await world.EditAsync(source, new() { Prompt = "warmer" }))!;
        await world.Stage.Database.WriteAsync(write => write.Db.For(world.Actor).Images.Where(i => i.Id == source.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.DeletedAt, world.Stage.Clock.UtcNow), Ct), Ct);

        await world.Stage.StartAsync();

        Assert.Equal(JobStatus.Ready, (await world.EndAsync(receipt.JobId)).Status);
    }

    [Fact]
    public async Task A_source_whose_file_is_missing_fails_and_is_paid_back()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var receipt = (await world.EditAsync(source, new() { Prompt = "warmer" }))!;
        File.Delete(Directory.GetFiles(world.Stage.DataPath, $"{source.Sha256}.png", SearchOption.AllDirectories).Single());

        await world.Stage.StartAsync();

        Assert.Equal("source_gone", (await world.EndAsync(receipt.JobId)).ErrorCode);
        Assert.Equal(1000, await world.BalanceAsync());
    }

    private const string EditKind = "edit";

    private static (int, int) SizeOf(byte[] image) => ImageInfo.Read(image) is var info ? (info.Width, info.Height) : default;
}
