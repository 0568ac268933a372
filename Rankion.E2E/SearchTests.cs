using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.E2E.Pages;
using Rankion.E2E.Support;
using Rankion.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Rankion.E2E;

public sealed class SearchTests(LiveApp app, Chromium chromium) : BrowserTest(app, chromium)
{
    private static readonly DateTime At = new(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Images_are_found_by_words_and_filters_without_a_mouse()
    {
        var (page, gallery) = await OpenAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(6);
        await page.Keyboard.PressAsync("/");
        await Expect(gallery.Search).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "tag:" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();

        await page.Keyboard.TypeAsync("tag:gol");
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["golden hour3"]);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Search).ToHaveValueAsync("tag:\"golden hour\" ");
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
        await page.Keyboard.TypeAsync("-boat");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await Expect(page).ToHaveURLAsync(new Regex("not%5B%5D=boat"));
        await Expect(gallery.Chip("Tag: golden hour")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Escape");
        await page.ReloadAsync();
        await gallery.ShouldBeLiveAsync();
        await Expect(gallery.Search).ToHaveValueAsync("-boat tag:\"golden hour\"");
        await gallery.Chip("Tag: golden hour").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(gallery.Search).ToHaveValueAsync("-boat");
        await Expect(gallery.Tiles).ToHaveCountAsync(4);
        await page.GoBackAsync();
        await Expect(gallery.Search).ToHaveValueAsync("-boat tag:\"golden hour\"");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task What_means_nothing_is_underlined_and_explained_and_stays_over_a_reload()
    {
        var (page, gallery) = await OpenAsync();
        await gallery.Search.FillAsync("tags:hero is:favorite");
        await gallery.Search.BlurAsync();
        await Expect(page.Locator(".wrong").GetByText("tags:hero")).ToBeVisibleAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(1);
        await gallery.Search.FocusAsync();
        await Expect(page.GetByText("There is no filter “tags:”").First).ToBeVisibleAsync();
        await page.ReloadAsync();
        await gallery.ShouldBeLiveAsync();
        await Expect(gallery.Search).ToHaveValueAsync("tags:hero is:favorite");
        await page.ShouldBeAccessibleAsync();
    }

    [Fact]
    public async Task The_menu_of_filters_and_the_places_narrow_the_list_and_an_empty_one_says_how_to_go_on()
    {
        var (page, gallery) = await OpenAsync();
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true }).GetByRole(AriaRole.Link, new() { Name = "Favourites" }).ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(1);
        await Expect(gallery.Search).ToHaveValueAsync("is:favorite");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter", Exact = true }).ClickAsync();
        var menu = page.GetByRole(AriaRole.Dialog, new() { Name = "Filter", Exact = true });
        await menu.GetByRole(AriaRole.Button, new() { Name = "golden hour" }).ClickAsync();
        await Expect(gallery.Search).ToHaveValueAsync("tag:\"golden hour\" is:favorite");
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByText("Without Favourites there are 3.")).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove that filter" }).ClickAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task On_a_phone_the_search_opens_over_the_header()
    {
        var (page, gallery) = await OpenAsync(phone: true);
        await Expect(gallery.Search).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Search images" }).ClickAsync();
        await Expect(gallery.Search).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("boat");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.ShouldBeAccessibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close search" }).ClickAsync();
        await Expect(gallery.Search).ToBeHiddenAsync();
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_picture_guides_the_next_one_by_clicks_or_dragged_there_and_a_style_is_words_to_be_changed()
    {
        var team = await CreateTeamAsync();
        var page = await SignInAsync(team.OwnerMember);
        var gallery = new GalleryPage(page);
        await gallery.GenerateAsync("Sand dunes");
        await gallery.ShouldShowAsync("Sand dunes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add reference images" }).ClickAsync();
        var picker = page.GetByRole(AriaRole.Dialog, new() { Name = "Reference images" });
        await picker.GetByRole(AriaRole.Button, new() { Name = "Sand dunes", Exact = true }).ClickAsync();
        await Expect(picker.GetByRole(AriaRole.Button, new() { Name = "Remove reference Sand dunes" })).ToBeVisibleAsync();
        await page.ShouldBeAccessibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.ReloadAsync();
        await gallery.ShouldBeLiveAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 reference image" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "1 reference image" }).ClickAsync();
        await picker.GetByRole(AriaRole.Button, new() { Name = "Remove reference Sand dunes" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Add reference images" })).ToBeVisibleAsync();
        await gallery.Tile("Sand dunes").DragToAsync(gallery.Prompt);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "1 reference image" })).ToBeVisibleAsync();

        await gallery.Prompt.FillAsync("Misty mountains");
        await page.GetByRole(AriaRole.Button, new() { Name = "Style", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Watercolour" }).ClickAsync();
        await Expect(gallery.Prompt).ToHaveValueAsync("Misty mountains, watercolour on rough paper, loose brushwork, soft edges");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(gallery.Tiles).ToHaveCountAsync(2);
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.tile img')].filter(i => i.naturalWidth > 0).length === 2");
    }

    private async Task<(IPage Page, GalleryPage Gallery)> OpenAsync(bool phone = false)
    {
        var team = await CreateTeamAsync();
        await App.Services.GetRequiredService<Database>().WriteAsync(write =>
        {
            write.Db.AddRange(Enumerable.Range(0, 6).Select(n => new Image
            {
                TeamId = team.Id,
                Title = $"Picture {n}",
                Prompt = n % 3 == 0 ? "A boat" : "The sea",
                Tags = n < 3 ? ["golden hour", "hero"] : ["night"],
                IsFavorite = n == 5,
                Model = "gpt-image-2",
                Provider = "openai",
                Status = ProcessingStatus.Ready,
                Width = 1024,
                Height = 1024,
                CreatedById = team.Owner.UserId,
                CreatedAt = At.AddSeconds(n),
                UpdatedAt = At.AddSeconds(n),
            }));
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        var page = await SignInAsync(team.OwnerMember, phone ? options => options.ViewportSize = new() { Width = 390, Height = 844 } : null);
        var gallery = new GalleryPage(page);
        await gallery.ShouldBeLiveAsync();
        await Expect(page.Locator("[data-box][data-live]")).ToBeAttachedAsync();
        return (page, gallery);
    }
}
