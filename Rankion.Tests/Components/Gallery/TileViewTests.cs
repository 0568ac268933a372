using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Media;

namespace Rankion.Tests.Components.Gallery;

public sealed class TileViewTests : BunitContext
{
    private readonly List<TileActionRequest> asked = [];

    [Fact]
    public void A_ready_tile_has_its_shape_and_colour_before_its_picture()
    {
        var tile = Show(Ready).Find(".tile");
        Assert.Contains("--r:1.5;--ground:#2a4a66 url(data:image/webp;base64,AA) center/cover", tile.GetAttribute("style"), StringComparison.Ordinal);
        var image = tile.QuerySelector("img")!;
        Assert.Contains("/320.webp", image.GetAttribute("srcset"), StringComparison.Ordinal);
        Assert.Contains("1280w", image.GetAttribute("srcset"), StringComparison.Ordinal);
        Assert.Equal("/images/42", tile.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_ready_tile_tells_its_variants_and_whether_it_is_a_favourite()
    {
        var shown = Show(Ready with { Variants = 3, IsFavorite = true });
        Assert.Equal("Harbour at dawn, gpt-image-2 · Mara Kern, AI-generated, 3 variants, in favourites", shown.Find("a").GetAttribute("aria-label"));
        Assert.Equal("3", shown.Find(".pic-badge").TextContent.Trim());
        Assert.Equal("true", shown.Find(".star").GetAttribute("aria-pressed"));
        Assert.Equal("false", Show(Ready).Find(".star").GetAttribute("aria-pressed"));
        Assert.Empty(Show(Ready).FindAll(".pic-badge"));
    }

    [Fact]
    public void A_variant_found_by_itself_says_whose_it_is() =>
        Assert.Contains("Variant of The harbour", Show(Ready with { VariantOf = "The harbour" }).Find(".cap").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_picked_tile_says_so_in_words_and_in_its_state()
    {
        var shown = Show(Ready, isPicked: true);
        Assert.Equal("true", shown.Find("[role=row]").GetAttribute("aria-selected"));
        Assert.EndsWith(", selected", shown.Find("a").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("true", shown.Find("[data-do=pick]").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void A_tile_still_being_read_has_its_shape_and_colour()
    {
        var shown = Render<TileView>(p => p.Add(t => t.Id, 42).Add(t => t.Href, "/images/42").Add(t => t.Ratio, 0.75).Add(t => t.Color, 0x0a4a66).Add(t => t.Position, 7));
        Assert.Equal("--r:0.75;--ground:#0a4a66", shown.Find(".tile").GetAttribute("style"));
        Assert.Equal("Image 7", shown.Find("a").GetAttribute("aria-label"));
    }

    [Fact]
    public void A_queued_tile_says_its_place_and_can_be_cancelled()
    {
        var shown = Show(Ready with { Status = ProcessingStatus.Queued, Links = null }, line: "4th in line");
        Assert.Contains("4th in line", shown.Markup, StringComparison.Ordinal);
        shown.Find("button:not([data-do])").Click();
        Assert.Equal(TileAction.Cancel, Assert.Single(asked).Action);
        Assert.Empty(shown.FindAll("rk-elapsed"));
    }

    [Fact]
    public void A_running_tile_counts_on_from_the_time_that_has_passed()
    {
        var clock = new TestClock();
        Services.AddSingleton<TimeProvider>(clock);
        var shown = Show(Ready with { Status = ProcessingStatus.Processing, Links = null, Since = clock.UtcNow.AddMilliseconds(-12_345) }, line: "Rendering");
        Assert.Contains("Rendering", shown.Find("[data-state]").TextContent, StringComparison.Ordinal);
        Assert.Equal("12345", shown.Find("rk-elapsed").GetAttribute("ms"));
        clock.Advance(TimeSpan.FromSeconds(5)); // the browser counts by itself: what it was told stands
        shown.Render(p => p.Add(t => t.Line, "Still rendering"));
        Assert.Equal("12345", shown.Find("rk-elapsed").GetAttribute("ms"));
        Assert.Equal("Cancel", shown.Find("button:not([data-do])").TextContent.Trim());
    }

    [Fact]
    public void A_failed_tile_says_why_and_what_became_of_the_money()
    {
        var shown = Show(Failed, refund: 5);
        Assert.Equal("The provider sent something that is not a usable image. 5\u00a0credits refunded.", shown.Find("p").TextContent);
        Assert.Equal("Failed", shown.Find(".strong").TextContent.Trim());
        foreach (var button in shown.FindAll("button:not([data-do])").ToList())
            button.Click();
        Assert.Equal([TileAction.EditPrompt, TileAction.Retry, TileAction.Dismiss], asked.Select(a => a.Action));
        Assert.Contains("Not charged.", Show(Failed).Find("p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_by_the_safety_check_is_called_declined_and_a_cancelled_tile_cancelled()
    {
        Assert.Equal("Declined", Show(Failed with { ErrorCode = "provider_moderated" }).Find(".strong").TextContent.Trim());
        var cancelled = Show(Failed with { Status = ProcessingStatus.Cancelled, ErrorCode = null, ErrorMessage = null }, refund: 5);
        Assert.Equal("Cancelled", cancelled.Find(".strong").TextContent.Trim());
        Assert.Equal("Stopped before it was drawn. 5\u00a0credits refunded.", cancelled.Find("p").TextContent);
    }

    [Theory]
    [InlineData(ProcessingStatus.Queued)]
    [InlineData(ProcessingStatus.Processing)]
    [InlineData(ProcessingStatus.Failed)]
    public void Who_may_only_look_is_offered_nothing_to_do(ProcessingStatus status)
    {
        Services.AddSingleton(TimeProvider.System);
        Assert.Empty(Show(Ready with { Status = status, Links = null }, canAct: false).FindAll("button:not([data-do])"));
    }

    [Theory]
    [InlineData(1536, 1024, 1.5)]
    [InlineData(8000, 1000, 3)]
    [InlineData(500, 5000, 0.4)]
    [InlineData(0, 0, 1)]
    public void A_tile_has_the_shape_of_its_picture_within_reason(int width, int height, double ratio) => Assert.Equal(ratio, Tile.RatioOf(width, height));

    private static Tile Ready => new()
    {
        Id = 42,
        Title = "Harbour at dawn",
        Model = "gpt-image-2",
        Creator = "Mara Kern",
        Origin = "AI-generated",
        Status = ProcessingStatus.Ready,
        Ratio = 1.5,
        DominantColor = "#2a4a66",
        Placeholder = "data:image/webp;base64,AA",
        Links = new MediaLinks(new string('a', 64), "png", 1, "s"),
    };

    private static Tile Failed => Ready with
    {
        Status = ProcessingStatus.Failed,
        Links = null,
        ErrorCode = "provider_bad_answer",
        ErrorMessage = "The provider sent something that is not a usable image.",
    };

    private IRenderedComponent<TileView> Show(Tile tile, string line = "", int refund = 0, bool canAct = true, bool isPicked = false) => Render<TileView>(p => p
        .Add(t => t.Id, tile.Id).Add(t => t.Tile, tile).Add(t => t.Ratio, tile.Ratio).Add(t => t.IsPicked, isPicked).Add(t => t.Href, "/images/42").Add(t => t.Line, line).Add(t => t.Refund, refund).Add(t => t.CanAct, canAct)
        .Add(t => t.OnAction, asked.Add));
}
