using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Imaging.Vips;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Editing;

/// <summary>Masks that wait for their edits.</summary>
public sealed class EditMasksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_mask_sent_ahead_goes_out_with_every_edit_that_names_it(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var png = Pictures.Mask(1024, 1024, 512, 512);

        var mask = (await AddAsync(world, source, png))!;
        foreach (var prompt in new[] { "a red boat", "a blue boat" })
            await world.EndAsync((await world.EditAsync(source, new() { Prompt = prompt, MaskId = mask.Id }))!.JobId);

        Assert.Equal((1024, 1024, png.Length, 0.25), (mask.Width, mask.Height, mask.SizeBytes, mask.Open));
        Assert.Equal(2, world.OpenAi.Requests.Count);
        Assert.All(world.OpenAi.Requests, sent =>
        {
            var part = sent.Parts.Single(p => p.Name == "mask");
            Assert.Equal("image/png", part.ContentType);
            Assert.Equal(png, part.Bytes);
        });
    }

    [Fact]
    public async Task A_mask_belongs_to_who_made_it_and_to_images_of_its_size()
    {
        await using var world = await World.OpenStillAsync();
        var (source, small) = (await world.AddImageAsync(Pictures.Make(320, 200)), await world.AddImageAsync(Pictures.Make(200, 320)));
        var mask = (await AddAsync(world, source, Pictures.Mask(320, 200)))!;
        var colleague = (await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Editor)).Actor;
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;

        Assert.NotNull(await FindAsync(world, mask.Id, world.Actor));
        Assert.Null(await FindAsync(world, mask.Id, colleague));
        Assert.Null(await FindAsync(world, mask.Id, stranger));
        Assert.Null(await AddAsync(world, source, Pictures.Mask(320, 200), actor: stranger));
        Assert.Contains("not there", await RefusalOfAsync(world, source, mask.Id, colleague), StringComparison.Ordinal);
        Assert.Contains("320x200 pixels, the image 200x320", await RefusalOfAsync(world, small, mask.Id, world.Actor), StringComparison.Ordinal);
        Assert.Contains("not there", await RefusalOfAsync(world, source, "mask_of_nobody", world.Actor), StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_mask_is_kept_for_a_day_after_its_last_use_and_its_file_as_long_as_an_image_needs_it(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(320, 200));
        var (used, unused) = ((await AddAsync(world, source, Pictures.Mask(320, 200, 9, 9)))!, (await AddAsync(world, source, Pictures.Mask(320, 200, 5, 5)))!);

        world.Stage.Clock.Advance(TimeSpan.FromHours(23));
        await SweepAsync(world);
        Assert.Equal((true, true), (await HasFileAsync(world, used), await HasFileAsync(world, unused)));
        await world.EditAsync(source, new() { Prompt = "x", MaskId = used.Id });
        world.Stage.Clock.Advance(TimeSpan.FromHours(2));
        await SweepAsync(world);
        Assert.Equal((true, false), (await FindAsync(world, used.Id, world.Actor) is not null, await FindAsync(world, unused.Id, world.Actor) is not null));
        Assert.Equal((true, false), (await HasFileAsync(world, used), await HasFileAsync(world, unused)));
        world.Stage.Clock.Advance(TimeSpan.FromHours(23));
        await SweepAsync(world);

        Assert.Contains("not any more", await RefusalOfAsync(world, source, used.Id, world.Actor), StringComparison.Ordinal);
        Assert.True(await HasFileAsync(world, used));
    }

    [Fact]
    public async Task Only_the_newest_masks_of_a_person_are_kept()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(8, 8));
        var png = Pictures.Mask(8, 8, 2, 2);
        var masks = new List<EditMask>();
        for (var i = 0; i < EditMasks.MaxKept + 2; i++)
        {
            world.Stage.Clock.Advance(TimeSpan.FromSeconds(1));
            masks.Add((await AddAsync(world, source, png))!);
        }

        var kept = await Task.WhenAll(masks.Select(async m => await FindAsync(world, m.Id, world.Actor) is not null));
        Assert.Equal((2, 2), (kept.Count(there => !there), Array.IndexOf(kept, true)));
    }

    [Fact]
    public async Task A_mask_that_is_too_heavy_is_kept_without_its_colours_and_opens_the_same_pixels()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(1600, 1200));
        var heavy = Noisy(1600, 1200);
        Assert.True(heavy.Length > ImageConverter.MaxEditBytes, $"{heavy.Length} bytes are not heavy");

        var mask = (await AddAsync(world, source, heavy))!;

        Assert.InRange(mask.SizeBytes, 1, ImageConverter.MaxEditBytes);
        var kept = await world.FileAsync(BlobNames.Mask(mask.Sha256));
        Assert.Equal((1600, 1200, true), ImageInfo.Read(kept) is var info ? (info.Width, info.Height, info.HasAlpha) : default);
        var (before, after) = (AlphaOf(heavy), AlphaOf(kept));
        Assert.All(before.Zip(after).Where(p => p.First is 0 or 255), p => Assert.Equal(p.First, p.Second));
    }

    [Fact]
    public async Task A_mask_of_another_size_is_brought_to_the_images_where_that_is_wanted()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(640, 401));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AddAsync(world, source, Pictures.Mask(320, 200, 160, 100)));
        var mask = (await AddAsync(world, source, Pictures.Mask(320, 200, 160, 100), stretch: true))!;

        Assert.Contains("320x200 pixels, the image 640x401", refusal.Message, StringComparison.Ordinal);
        Assert.Equal((640, 401), (mask.Width, mask.Height));
        Assert.InRange(mask.Open, 0.24, 0.27);
    }

    [Fact]
    public async Task A_mask_that_opens_everything_is_taken_and_says_so()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(320, 200));

        Assert.Equal(1, (await AddAsync(world, source, Pictures.Mask(320, 200, 320, 200)))!.Open);
    }

    /// <summary>One source heavier than what may leave the house: what stays at home keeps its pixels.</summary>
    [Theory]
    [InlineData(320, 200)]
    [InlineData(2304, 2048)]
    public async Task What_a_mask_keeps_comes_out_of_the_sketch_as_it_was_to_the_pixel(int width, int height)
    {
        await using var world = await World.OpenAsync();
        var picture = Pictures.MakeNoise(width, height, seed: 3);
        var source = await world.AddImageAsync(picture);
        var feathered = Feathered(width, height);

        var masked = await DrawnAsync(world, source, feathered);
        var whole = await DrawnAsync(world, source, Pictures.Mask(width, height, width, height));

        var (alpha, before, after, free) = (AlphaOf(feathered), Rgb(picture), Rgb(masked), Rgb(whole));
        var changed = 0;
        for (var i = 0; i < before.Length; i++)
        {
            var keeps = alpha[i / 3];
            var (low, high) = (Math.Min(before[i], free[i]), Math.Max(before[i], free[i]));
            if (keeps == 255 ? after[i] != before[i] : keeps == 0 ? after[i] != free[i] : after[i] < low - 1 || after[i] > high + 1)
                Assert.Fail($"Sample {i}: {before[i]} became {after[i]} where the mask is {keeps} and all of it would be {free[i]}.");
            changed += after[i] == before[i] ? 0 : 1;
        }
        Assert.True(changed > before.Length / 8);
    }

    private static async Task<byte[]> DrawnAsync(World world, Image source, byte[] png)
    {
        var mask = (await AddAsync(world, source, png))!;
        var receipt = (await world.EditAsync(source, new() { Prompt = "at night, foggy", Model = "rankion-sketch", MaskId = mask.Id }))!;
        await world.EndAsync(receipt.JobId);
        var variant = (await world.DetailAsync(receipt.ImageIds[0])).Image;
        Assert.Equal((ProcessingStatus.Ready, source.Width, source.Height), (variant.Status, variant.Width, variant.Height));
        return await world.FileAsync(BlobNames.Original(variant.Sha256!, variant.Format!));
    }

    /// <summary>Clear on the left, opaque on the right, and a soft edge between.</summary>
    private static byte[] Feathered(int width, int height) => Mask(width, height, i => (byte)Math.Clamp((i % width) - (width / 2) + 60, 0, 255));

    /// <summary>Chance in every band, a fifth of it wholly clear and a fifth wholly opaque: nothing that packs well.</summary>
    private static byte[] Noisy(int width, int height)
    {
        var chance = new Random(7);
        return Mask(width, height, _ => chance.Next(5) switch { 0 => 0, 1 => 255, _ => (byte)chance.Next(256) }, () => (byte)chance.Next(256));
    }

    private static byte[] Mask(int width, int height, Func<int, byte> alpha, Func<byte>? colour = null)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            for (var band = 0; band < 3; band++)
                pixels[(i * 4) + band] = colour?.Invoke() ?? 0;
            pixels[(i * 4) + 3] = alpha(i);
        }
        using var raw = VipsImage.FromPixels(pixels, width, height, 4);
        using var image = new VipsOperation("copy").Set("in", raw).Set("interpretation", "srgb").RunImage();
        return ImageEncoder.Encode(image, ImageFormat.Png);
    }

    private static byte[] AlphaOf(byte[] png)
    {
        using var image = Shrink.Decode(png, ImageLimits.MaxSide);
        using var rgb = Transform.ToRgb(image);
        using var alpha = Transform.Bands(rgb, 3, 1);
        return alpha.ToPixels();
    }

    private static byte[] Rgb(byte[] png)
    {
        using var image = Shrink.Decode(png, ImageLimits.MaxSide);
        using var rgb = Transform.ToRgb(image);
        using var three = Transform.Bands(rgb, 0, 3);
        return three.ToPixels();
    }

    private static Task<EditMask?> AddAsync(World world, Image source, byte[] png, bool stretch = false, Actor? actor = null) =>
        world.Stage.Get<EditMasks>().AddAsync(actor ?? world.Actor, source.Id, png, stretch, Ct);

    private static Task<EditMask?> FindAsync(World world, string id, Actor actor) => world.Stage.Get<EditMasks>().FindAsync(actor, id, Ct);

    private static Task<bool> HasFileAsync(World world, EditMask mask) => world.Stage.Get<IBlobStore>().ExistsAsync(BlobNames.Mask(mask.Sha256), Ct);

    private static async Task<string> RefusalOfAsync(World world, Image source, string mask, Actor actor)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.EditAsync(source, new() { Prompt = "x", MaskId = mask }, actor));
        Assert.Equal((422, "mask"), (refusal.Status, Assert.Single(refusal.Errors.Keys)));
        return refusal.Message;
    }

    private static async Task SweepAsync(World world)
    {
        await world.Stage.Get<EditMasks>().ForgetAsync(Ct);
        await world.Stage.Get<OrphanSweep>().RunAsync(Ct);
    }
}
