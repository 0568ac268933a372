using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Editing;

/// <summary>What a person sets beside the instruction: what guides it, a wider canvas; and a form that is sent twice.</summary>
public sealed class EditFormTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_form_that_is_sent_twice_is_accepted_and_paid_once(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var request = new EditRequest { Prompt = "warmer", N = 2, Submission = Guid.CreateVersion7() };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.EditAsync(source, request)));
        var later = (await world.EditAsync(source, request))!;

        Assert.All(receipts, r => Assert.Equal((later.JobId, later.EditSessionId, 20, 980), (r!.JobId, r.EditSessionId, r.CreditsCharged, r.CreditsRemaining)));
        Assert.Equal(later.ImageIds, (await world.DetailAsync(source.Id)).Variants.Select(i => i.Id));
        Assert.Equal(980, await world.BalanceAsync());
        Assert.Single(await world.Stage.Get<JobQueue>().ListRecentAsync(world.Actor, 10, Ct));
        var another = (await world.EditAsync(source, request with { Submission = Guid.CreateVersion7() }))!;
        Assert.NotEqual(later.JobId, another.JobId);
        Assert.Equal(960, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task What_guides_an_edit_goes_out_behind_its_source_and_stays_on_the_variant(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var (first, second) = (await world.AddImageAsync(Pictures.Make(640, 480)), await world.AddImageAsync(Pictures.Make(320, 200)));

        var receipt = (await world.EditAsync(source, new() { Prompt = "in these colours", Background = "opaque", ReferenceIds = [second.Id, first.Id, second.Id] }))!;
        await world.EndAsync(receipt.JobId);

        var sent = world.OpenAi.Request;
        Assert.Equal([(1024, 1024), (320, 200), (640, 480)], sent.Parts.Where(p => p.Name == "image[]").Select(p => SizeOf(p.Bytes)));
        Assert.Equal(("1024x1024", "opaque"), (sent.Field("size"), sent.Field("background")));
        var variant = Assert.Single((await world.DetailAsync(source.Id)).Variants);
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Edited), (variant.Status, variant.Source));
        Assert.Equal([second.Id, first.Id], variant.Parameters.ReferenceIds!);
    }

    [Fact]
    public async Task References_that_cannot_guide_are_refused_and_nothing_is_charged()
    {
        const string models = "Rankion:Providers:OpenAI:Models";
        await using var world = await World.OpenStillAsync(settings: [($"{models}:0:Id", "two"), ($"{models}:0:MaxInputs", "2")]);
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var ready = (await world.AddImageAsync(Pictures.Make(64, 64))).Id;
        var other = (await world.AddImageAsync(Pictures.Make(64, 64))).Id;
        var trashed = (await world.AddImageAsync(Pictures.Make(64, 64), i => i.DeletedAt = i.CreatedAt)).Id;

        foreach (var ids in new long[][] { [trashed], [999_999], [ready, other] })
            Assert.Equal("reference_ids", await RefusedFieldAsync(() => world.EditAsync(source, new() { Prompt = "x", Model = "two", ReferenceIds = ids })));
        Assert.Equal(1000, await world.BalanceAsync());
        Assert.NotNull(await world.EditAsync(source, new() { Prompt = "x", Model = "two", ReferenceIds = [ready] }));
    }

    [Fact]
    public async Task A_sketch_takes_on_the_colours_of_what_guides_its_edit()
    {
        await using var world = await World.OpenAsync();
        var source = await world.AddImageAsync(Pictures.MakeNoise(300, 200, seed: 3));
        var red = await world.AddImageAsync(Pictures.Filled(200, 40, 30));

        async Task<double> RednessAsync(params long[] references)
        {
            var bytes = await EditedAsync(world, source, new() { Prompt = "sharper", Model = "rankion-sketch", ReferenceIds = references });
            return Enumerable.Range(0, 100).Average(n => Pictures.PixelAt(bytes, n * 3, n * 2) is var p ? p.R - p.B : 0);
        }

        var (plain, guided) = (await RednessAsync(), await RednessAsync(red.Id));
        Assert.True(guided > plain + 40, $"{plain} {guided}");
    }

    [Fact]
    public async Task An_extended_image_holds_the_whole_of_its_source_and_goes_on_around_it()
    {
        await using var world = await World.OpenAsync();
        var picture = Pictures.Make(400, 400);
        var source = await world.AddImageAsync(picture);

        var bytes = await EditedAsync(world, source, new() { Prompt = "Extend the picture to 16:9", Model = "rankion-sketch", Extend = "16:9" });

        Assert.Equal((711, 400), SizeOf(bytes));
        foreach (var (x, y) in new[] { (0, 0), (199, 200), (200, 200), (399, 399) })
            Assert.Equal(Pictures.PixelAt(picture, x, y), Pictures.PixelAt(bytes, x + 155, y));
        // red goes on to the left, blue to the right
        Assert.True(Pictures.PixelAt(bytes, 140, 200) is { R: > 150, B: < 100 }, Pictures.PixelAt(bytes, 140, 200).ToString());
        Assert.True(Pictures.PixelAt(bytes, 700, 200) is { R: < 100, B: > 150 }, Pictures.PixelAt(bytes, 700, 200).ToString());
        var variant = Assert.Single((await world.DetailAsync(source.Id)).Variants);
        Assert.Equal(("16:9", 711, 400), (variant.Parameters.Extend, variant.Width, variant.Height));
    }

    [Fact]
    public async Task An_extension_goes_out_as_a_wider_picture_with_a_mask_around_the_source()
    {
        await using var world = await World.OpenAsync();
        var picture = Pictures.Make(1024, 1024);
        var source = await world.AddImageAsync(picture);

        await world.EndAsync((await world.EditAsync(source, new() { Prompt = "go on", Extend = "3:2" }))!.JobId);

        var sent = world.OpenAi.Request;
        var (image, mask) = (sent.Parts.Single(p => p.Name == "image").Bytes, sent.Parts.Single(p => p.Name == "mask").Bytes);
        Assert.Equal(("1536x1024", (1536, 1024), (1536, 1024)), (sent.Field("size"), SizeOf(image), SizeOf(mask)));
        Assert.Equal(Pictures.PixelAt(picture, 0, 512), Pictures.PixelAt(image, 256, 512));
        Assert.Equal([0, 255, 255, 0], new[] { 255, 256, 1279, 1280 }.Select(x => Pictures.AlphaAt(mask, x, 512)));
    }

    [Fact]
    public async Task What_cannot_be_extended_is_refused()
    {
        const string models = "Rankion:Providers:OpenAI:Models";
        await using var world = await World.OpenStillAsync(settings: [($"{models}:0:Id", "no-mask"), ($"{models}:0:MaxInputs", "2")]);
        var source = await world.AddImageAsync(Pictures.Make(300, 200));
        var good = new EditRequest { Prompt = "x", Extend = "16:9" };
        foreach (var bad in new[]
        {
            good with { Extend = "3:2" }, good with { Extend = "wide" }, good with { Extend = "0:1" }, good with { Size = "300x200" },
            good with { Mask = Pictures.Mask(300, 200) }, good with { Model = "no-mask" },
        })
            Assert.Equal("extend", await RefusedFieldAsync(() => world.EditAsync(source, bad)));
        Assert.Equal(1000, await world.BalanceAsync());
        await world.EditAsync(source, good);
        Assert.Equal("rankion-sketch", Assert.Single((await world.DetailAsync(source.Id)).Variants).Model);
    }

    [DatabaseTheory]
    public async Task A_run_is_what_one_sitting_made_of_an_image_step_by_step(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var other = (await world.Stage.Services.AddMemberAsync(world.Team.Id, Core.Teams.TeamRole.Editor)).Actor;
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var first = (await world.EditAsync(source, new() { Prompt = "one" }))!;
        await world.Stage.Database.WriteAsync(write => write.Db.For(world.Actor).Images.Where(i => i.ParentId != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.Status, ProcessingStatus.Ready), Ct), Ct);
        var one = (await world.DetailAsync(first.ImageIds[0])).Image;
        var second = (await world.EditAsync(one, new() { Prompt = "two", EditSessionId = first.EditSessionId }))!;
        var third = (await world.EditAsync(source, new() { Prompt = "three", N = 2, EditSessionId = first.EditSessionId }))!;
        var theirs = (await world.EditAsync(source, new() { Prompt = "four" }, other))!;
        await world.Stage.Get<Trash>().PutAsync(world.Actor, third.ImageIds[0], Ct);
        await world.Stage.Get<Core.Generation.ImageOutcome>().CancelAsync(world.Actor, third.ImageIds[1], Ct);

        var runs = await world.Stage.Get<EditRuns>().OfAsync(world.Actor, source.Id, Ct);
        Assert.Equal([theirs.EditSessionId, first.EditSessionId], runs.Select(r => r.SessionId));
        Assert.All(runs, r => Assert.Equal(source.Id, r.Start!.Id));
        Assert.Equal(["one", "two", "three"], runs[1].Steps.Select(i => i.Prompt));
        Assert.NotEqual(runs[0].By, runs[1].By);
        Assert.Equal([first.EditSessionId], (await world.Stage.Get<EditRuns>().OfAsync(other, second.ImageIds[0], Ct)).Select(r => r.SessionId));

        await world.Stage.Get<Gallery>().DismissAsync(world.Actor, third.ImageIds[1], Ct);
        Assert.Equal(2, (await world.Stage.Get<EditRuns>().OfAsync(world.Actor, one.Id, Ct)).Single().Steps.Count);
        Assert.Empty(await world.Stage.Get<EditRuns>().OfAsync((await world.Stage.CreateTeamAsync()).Owner, source.Id, Ct));
    }

    private static async Task<byte[]> EditedAsync(World world, Image source, EditRequest request)
    {
        var receipt = (await world.EditAsync(source, request))!;
        await world.EndAsync(receipt.JobId);
        var image = (await world.DetailAsync(receipt.ImageIds[0])).Image;
        Assert.Equal(ProcessingStatus.Ready, image.Status);
        return await world.FileAsync(BlobNames.Original(image.Sha256!, image.Format!));
    }

    private static (int, int) SizeOf(byte[] image) => ImageInfo.Read(image) is var info ? (info.Width, info.Height) : default;

    private static async Task<string> RefusedFieldAsync(Func<Task> edit)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(edit);
        Assert.Equal(422, refusal.Status);
        return Assert.Single(refusal.Errors.Keys);
    }
}
