using Rankion.Core;
using Rankion.Core.Imaging;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;

namespace Rankion.Tests.Editing;

public sealed class EditMaskTests
{
    public static TheoryData<string, string> BadMasks => new()
    {
        { "empty", "must be a PNG" },
        { "text", "must be a PNG" },
        { "jpeg", "must be a PNG" },
        { "without alpha", "no transparency" },
        { "smaller", "319x200 pixels, the image 320x200" },
        { "turned", "200x320 pixels, the image 320x200" },
        { "opaque", "opaque everywhere" },
        { "cut off", "cannot be read" },
        { "huge claim", "cannot be read" },
        { "heavy", "at most 4 MB" },
    };

    [Theory]
    [MemberData(nameof(BadMasks))]
    public async Task A_mask_that_cannot_be_used_is_refused_with_the_reason(string kind, string reason)
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(320, 200));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.EditAsync(source, new() { Prompt = "x", Model = "gpt-image-2", Mask = Make(kind) }));

        Assert.Equal((422, "mask"), (refusal.Status, Assert.Single(refusal.Errors.Keys)));
        Assert.Contains(reason, refusal.Errors["mask"][0], StringComparison.Ordinal);
        Assert.Empty((await world.DetailAsync(source.Id)).Variants);
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_mask_of_one_half_transparent_pixel_is_taken()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(320, 200));

        var receipt = await world.EditAsync(source, new() { Prompt = "x", Mask = Pictures.Mask(320, 200, 1, 1, opacity: 0.5) });

        Assert.NotNull(receipt);
    }

    private static byte[] Make(string kind) => kind switch
    {
        "empty" => [],
        "text" => "transparent, please"u8.ToArray(),
        "jpeg" => Pictures.Make(320, 200, ImageFormat.Jpeg),
        "without alpha" => Pictures.Make(320, 200),
        "smaller" => Pictures.Mask(319, 200),
        "turned" => Pictures.Mask(200, 320),
        "opaque" => Pictures.Mask(320, 200, 0, 0),
        "cut off" => Pictures.Mask(320, 200) is var whole ? whole[..(whole.Length * 2 / 3)] : [],
        "huge claim" => Pictures.PngClaiming(50_000, 50_000),
        "heavy" => [.. Pictures.Mask(320, 200), .. new byte[ImageConverter.MaxEditBytes]],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
