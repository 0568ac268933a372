using Microsoft.Playwright;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using Rankion.Web.Media;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

/// <summary>Where an image may change.</summary>
public sealed class MaskTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_painted_with_the_mouse_changes_and_not_a_pixel_beside_it()
    {
        var (team, image, page) = await OpenAsync();
        var editor = new MaskEditorPage(page);
        await page.GetByLabel("What should change").FillAsync("At night, foggy");
        await editor.OpenAsync();
        await editor.PaintAsync((0.4f, 0.4f), (0.6f, 0.4f), (0.6f, 0.6f));
        await page.Keyboard.PressAsync("u");
        await editor.PaintAsync((0.1f, 0.1f), (0.2f, 0.2f));
        await Expect(editor.Share).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[3-6] % may change$"));
        await page.ShouldBeAccessibleAsync();
        await editor.Button("Use mask").ClickAsync();
        await Expect(page.GetByText(new System.Text.RegularExpressions.Regex("^Mask: [3-6] % of the image may change$"))).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameString = "Create variant" }).ClickAsync();
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/images/{image}\\b"));

        var detail = (await App.Get<Core.Images.Gallery>().FindAsync(team.Owner, image, Ct))!;
        var variant = Assert.Single(detail.Variants);
        var changed = await ChangedAsync(page, detail.Image, variant);
        // the brush is 8 % of the shorter side wide
        Assert.All(changed, p => Assert.True(p is { X: > 0.35 and < 0.65, Y: > 0.35 and < 0.65 } or { X: > 0.095 and < 0.205, Y: > 0.095 and < 0.205 }, $"{p} changed"));
        Assert.Contains(changed, p => p is { X: > 0.49 and < 0.51, Y: > 0.39 and < 0.41 });
        Assert.Contains(changed, p => p is { X: > 0.14 and < 0.16, Y: > 0.14 and < 0.16 });
        Assert.DoesNotContain(changed, p => p is { X: > 0.45 and < 0.55, Y: > 0.45 and < 0.55 });
    }

    [Fact]
    public async Task A_mask_is_made_by_keys_and_numbers_and_what_is_no_mask_is_refused()
    {
        var (_, _, page) = await OpenAsync(o => (o.ColorScheme, o.ViewportSize) = (ColorScheme.Dark, new() { Width = 390, Height = 844 }));
        var editor = new MaskEditorPage(page);
        await editor.OpenAsync();
        await Expect(editor.Area).ToBeFocusedAsync();
        await editor.Button("Use mask").ClickAsync();
        await Expect(editor.Note).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("Nothing is marked"));
        await editor.Button("Close").Last.ClickAsync();

        foreach (var key in new[] { "Enter", "Shift+ArrowRight", "Shift+ArrowDown", "Enter" })
            await page.Keyboard.PressAsync(key);
        await Expect(editor.Share).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-4] % may change$"));
        await page.Keyboard.PressAsync("Control+z");
        await Expect(editor.Share).ToHaveTextAsync("Nothing is marked yet");
        await page.Keyboard.PressAsync("u");
        await editor.Button("By numbers").PressAsync("Enter");
        await page.ShouldBeAccessibleAsync();
        await editor.Button("Mark").PressAsync("Enter");
        await Expect(editor.Share).ToHaveTextAsync("25 % may change");
        await editor.Area.FocusAsync();
        await page.Keyboard.PressAsync("Shift+V");
        await Expect(editor.Share).ToHaveTextAsync("75 % may change");

        await editor.ImportAsync("grey.png", TinyPng.Of(64, 64));
        await Expect(editor.Note).ToContainTextAsync("This PNG has no transparency");
        await editor.ImportAsync("words.png", "words"u8.ToArray());
        await Expect(editor.Note).ToContainTextAsync("This file is not");
        await editor.Button("Close").Last.ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(editor.Note).ToContainTextAsync("Discard what you have drawn?");
        await editor.Button("Discard").ClickAsync();
        await Expect(editor.Dialog).ToBeHiddenAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mask", Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_is_drawn_while_a_mask_is_still_on_its_way_is_not_lost_and_who_gives_up_meanwhile_keeps_the_one_before()
    {
        var (_, _, page) = await OpenAsync();
        var editor = new MaskEditorPage(page);
        await editor.OpenAsync();
        await page.Keyboard.PressAsync("u");
        await editor.MarkAsync(0, 0, 300, 200);
        await editor.Button("Use mask").ClickAsync();
        var quarter = page.GetByText("Mask: 25 % of the image may change");
        await Expect(quarter).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Mask", Exact = true })).ToBeFocusedAsync();

        var (coming, going) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/masks**", async route =>
        {
            await (route.Request.Method == "POST" ? going : coming).Task;
            await route.ContinueAsync();
        });
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit the mask" }).ClickAsync();
        await Expect(editor.Share).ToHaveTextAsync("Nothing is marked yet");
        await page.Keyboard.PressAsync("u");
        await editor.MarkAsync(300, 200, 300, 200);
        coming.SetResult();
        await Expect(editor.Share).ToHaveTextAsync("50 % may change");
        await editor.Button("Undo").ClickAsync();
        await Expect(editor.Share).ToHaveTextAsync("25 % may change");
        await Expect(editor.Button("Undo")).ToBeDisabledAsync();
        await editor.Button("Redo").ClickAsync();

        await editor.Button("Use mask").ClickAsync();
        await Expect(editor.Button("Use mask")).ToHaveAttributeAsync("aria-busy", "true");
        await editor.Button("Close").First.ClickAsync();
        await Expect(editor.Note).ToContainTextAsync("Discard what you have drawn?");
        going.SetResult();
        await editor.Button("Discard").ClickAsync();
        await Expect(editor.Dialog).ToBeHiddenAsync();
        await Expect(quarter).ToBeVisibleAsync();
    }

    /// <summary>A picture open in the viewer, at the form of an edit.</summary>
    private async Task<(TestTeam Team, long Image, IPage Page)> OpenAsync(Action<BrowserNewContextOptions>? configure = null)
    {
        var team = await CreateTeamAsync();
        var receipt = await App.Get<Generator>().GenerateAsync(team.Owner, new() { Prompt = "A quiet harbour", Size = "600x400" }, Ct);
        await App.Services.WhenJobEndsAsync(team.Owner, receipt.JobId);
        var page = await SignInAsync(team.OwnerMember, configure);
        await page.GotoAsync($"/images/{receipt.ImageIds[0]}");
        await new GalleryPage(page).ShouldBeLiveAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Edit" }).ClickAsync();
        return (team, receipt.ImageIds[0], page);
    }

    private sealed record Point
    {
        public double X { get; set; }

        public double Y { get; set; }
    }

    /// <summary>The pixels that differ, as parts of width and height.</summary>
    private async Task<Point[]> ChangedAsync(IPage page, Image before, Image after)
    {
        var media = App.Get<MediaUrls>();
        return await page.EvaluateAsync<Point[]>("""
            async urls => {
              const [a, b] = await Promise.all(urls.map(async url => {
                const bitmap = await createImageBitmap(await (await fetch(url)).blob());
                const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
                context.drawImage(bitmap, 0, 0);
                return context.getImageData(0, 0, bitmap.width, bitmap.height);
              }));
              if (a.width !== b.width || a.height !== b.height) throw new Error(`${a.width}x${a.height} became ${b.width}x${b.height}`);
              const changed = [];
              for (let i = 0; i < a.data.length; i += 4) {
                if ([0, 1, 2].some(band => a.data[i + band] !== b.data[i + band])) changed.push({ X: i / 4 % a.width / a.width, Y: Math.floor(i / 4 / a.width) / a.height });
              }
              return changed;
            }
            """, new[] { media.Original(before), media.Original(after) });
    }
}
