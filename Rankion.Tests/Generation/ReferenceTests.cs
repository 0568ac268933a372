using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Generation;

/// <summary>Images that guide a new one: which may, what leaves the house, and what becomes of it when they go.</summary>
public sealed class ReferenceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task References_go_out_with_the_prompt_in_their_order_and_stay_on_the_image(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var (first, second) = (await world.AddImageAsync(Pictures.Make(640, 480)), await world.AddImageAsync(Pictures.Make(320, 200)));

        var receipt = await world.GenerateAsync(new() { Prompt = "the same in a storm", ReferenceIds = [second.Id, first.Id, second.Id] });
        await world.EndAsync(receipt);

        Assert.Equal(5, receipt.CreditsCharged);
        var sent = world.OpenAi.Request;
        Assert.Equal(("/v1/images/edits", "the same in a storm", null), (sent.Path, sent.Field("prompt"), sent.Field("mask")));
        Assert.Equal([(320, 200), (640, 480)], sent.Parts.Where(p => p.Name == "image[]").Select(p => (Core.Imaging.ImageInfo.Read(p.Bytes).Width, Core.Imaging.ImageInfo.Read(p.Bytes).Height)));
        var image = (await world.DetailAsync(receipt.ImageIds[0])).Image;
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Generated, null), (image.Status, image.Source, image.ParentId));
        Assert.Equal([second.Id, first.Id], image.Parameters.ReferenceIds!);
        Assert.Null((await world.DetailAsync(first.Id)).Image.Parameters.ReferenceIds);
    }

    [DatabaseTheory]
    public async Task Only_finished_images_of_the_team_guide_and_as_many_as_the_model_takes(DatabaseProvider provider)
    {
        const string models = "Rankion:Providers:OpenAI:Models";
        await using var world = await World.OpenStillAsync(provider, 1000, ($"{models}:0:Id", "words-only"), ($"{models}:1:Id", "two"), ($"{models}:1:MaxInputs", "2"));
        var ready = (await world.AddImageAsync(Pictures.Make(64, 64))).Id;
        var trashed = (await world.AddImageAsync(Pictures.Make(64, 64), i => i.DeletedAt = i.CreatedAt)).Id;
        var failed = (await world.AddImageAsync(Pictures.Make(64, 64), i => i.Status = ProcessingStatus.Failed)).Id;
        var others = (await world.Stage.AddImageAsync((await world.Stage.CreateTeamAsync()).Owner)).Id;

        async Task RefusedAsync(GenerationRequest request)
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.GenerateAsync(request with { Prompt = "x" }));
            Assert.Equal((422, "reference_ids"), (refusal.Status, Assert.Single(refusal.Errors).Key));
        }

        await RefusedAsync(new() { ReferenceIds = [others] });
        await RefusedAsync(new() { ReferenceIds = [ready, 999_999] });
        await RefusedAsync(new() { ReferenceIds = [trashed] });
        await RefusedAsync(new() { ReferenceIds = [failed] });
        await RefusedAsync(new() { ReferenceIds = [ready], Model = "words-only" });
        await RefusedAsync(new() { ReferenceIds = [ready, trashed, failed], Model = "two" });
        Assert.Equal(1000, await world.BalanceAsync());

        // who names no model gets one that can
        var receipt = await world.GenerateAsync(new() { Prompt = "x", ReferenceIds = [ready, ready] });
        Assert.Equal("two", (await world.DetailAsync(receipt.ImageIds[0])).Image.Model);
    }

    [Fact]
    public async Task A_reference_that_is_deleted_before_its_turn_ends_the_job_and_the_money_comes_back()
    {
        await using var world = await World.OpenStillAsync();
        var reference = await world.AddImageAsync(Pictures.Make(64, 64));
        var receipt = await world.GenerateAsync(new() { Prompt = "x", N = 2, ReferenceIds = [reference.Id] });
        await world.Stage.Database.WriteAsync(write => write.Db.For(world.Actor).Images.Where(i => i.Id == reference.Id).ExecuteDeleteAsync(Ct), Ct);
        await world.Stage.StartAsync();

        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Failed, "source_gone"), (job.Status, job.ErrorCode));
        Assert.Equal(1000, await world.BalanceAsync());
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.Stage.Get<Generator>().RetryAsync(world.Actor, receipt.ImageIds[0], Ct));
        Assert.Equal("source_gone", refusal.Code);
    }

    [Fact]
    public async Task A_sketch_takes_on_the_colours_of_what_guides_it()
    {
        await using var world = await World.OpenAsync();
        var (red, blue) = (await world.AddImageAsync(Pictures.Filled(200, 40, 30)), await world.AddImageAsync(Pictures.Filled(30, 60, 200)));

        async Task<(double Red, double Blue)> MeanAsync(params long[] references)
        {
            var receipt = await world.GenerateAsync(new() { Prompt = "Misty mountains", Model = "rankion-sketch", Size = "300x200", ReferenceIds = references });
            await world.EndAsync(receipt);
            var image = (await world.DetailAsync(receipt.ImageIds[0])).Image;
            Assert.Equal(ProcessingStatus.Ready, image.Status);
            await using var file = await world.Stage.Get<Core.Storage.IBlobStore>().OpenAsync(Core.Storage.BlobNames.Original(image.Sha256!, image.Format!), Ct);
            using var bytes = new MemoryStream();
            await file!.CopyToAsync(bytes, Ct);
            var pixels = Enumerable.Range(0, 200).Select(n => Pictures.PixelAt(bytes.ToArray(), n * 7 % 300, n)).ToList();
            return (pixels.Average(p => p.R), pixels.Average(p => p.B));
        }

        var (plain, warm, cold) = (await MeanAsync(), await MeanAsync(red.Id), await MeanAsync(blue.Id));
        Assert.True(warm.Red > plain.Red + 10 && warm.Blue < plain.Blue - 20, $"{plain} {warm}");
        Assert.True(cold.Blue > warm.Blue + 40 && cold.Red < warm.Red - 40, $"{warm} {cold}");
    }
}
