using Bunit;
using Rankion.Core;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Ui;

public sealed class UndoTests
{
    private int undone;

    [Fact]
    public async Task What_was_done_is_said_for_ten_seconds_and_can_be_taken_back()
    {
        await using var page = await Page.OpenAsync();
        var toast = page.Render<ToastView>();
        await page.Get<Undo>().OfferAsync("3 images moved to trash", BackAsync);
        toast.WaitForAssertion(() => Assert.Contains("3 images moved to trash", toast.Find("[role=status]").TextContent, StringComparison.Ordinal));

        await toast.Find("[data-undo]").ClickAsync();
        Assert.Equal(1, undone);
        toast.WaitForAssertion(() => Assert.Equal("Undone", toast.Find("[role=status]").TextContent.Trim()));
        Assert.Empty(toast.FindAll("[data-undo]"));
        page.Stage.Clock.Advance(Toasts.Brief);
        toast.WaitForAssertion(() => Assert.Empty(toast.FindAll(".toast")));
    }

    [Fact]
    public async Task It_goes_by_itself_but_not_while_somebody_reads_it()
    {
        await using var page = await Page.OpenAsync();
        var toast = page.Render<ToastView>();
        await page.Get<Undo>().OfferAsync("Added to favourites", BackAsync);
        toast.WaitForElement(".toast").MouseEnter();
        page.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(page.Get<Toasts>().Current);

        toast.Find(".toast").MouseLeave();
        page.Stage.Clock.Advance(Toasts.WithUndo - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(page.Get<Toasts>().Current);
        page.Stage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        toast.WaitForAssertion(() => Assert.Empty(toast.FindAll(".toast")));
        await page.Get<Undo>().TakeBackAsync();
        Assert.Equal(0, undone);
    }

    [Fact]
    public async Task Only_the_last_offer_stands_and_is_taken_once()
    {
        await using var page = await Page.OpenAsync();
        var (undo, open) = (page.Get<Undo>(), new TaskCompletionSource());
        await undo.OfferAsync("First", BackAsync);
        await undo.OfferAsync("Second", () =>
        {
            undone += 10;
            return open.Task;
        });
        var first = undo.TakeBackAsync();
        await undo.TakeBackAsync();
        page.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Second", page.Get<Toasts>().Current?.Text);
        open.SetResult();
        await first;
        Assert.Equal((10, "Undone"), (undone, page.Get<Toasts>().Current?.Text));
    }

    [Fact]
    public async Task What_is_refused_is_put_back_as_it_was_and_says_why()
    {
        await using var page = await Page.OpenAsync();
        var (shown, toasts) = ("after", page.Get<Toasts>());
        var done = await page.Get<Undo>().TryAsync(() => throw Refusal.Forbidden("Viewers only look."), "Moved", BackAsync, () => shown = "before");
        Assert.Equal((false, "before", "Viewers only look.", null), (done, shown, toasts.Current?.Text, toasts.Current?.Back));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            page.Get<Undo>().TryAsync(() => throw new InvalidOperationException(), "Moved", BackAsync, () => shown = "before, again"));
        Assert.Equal(("before, again", null), (shown, toasts.Current));
    }

    [Fact]
    public async Task What_is_taken_back_before_it_is_done_waits_for_that()
    {
        await using var page = await Page.OpenAsync();
        var (undo, saved) = (page.Get<Undo>(), new TaskCompletionSource());
        var saving = undo.TryAsync(() => saved.Task, "Added to favourites", BackAsync, () => { });
        var back = undo.TakeBackAsync();
        Assert.Equal(0, undone);
        saved.SetResult();
        await saving;
        await back;
        Assert.Equal((1, "Undone"), (undone, page.Get<Toasts>().Current?.Text));
    }

    [Fact]
    public async Task A_toast_is_shown_in_the_dialog_that_came_last()
    {
        await using var page = await Page.OpenAsync();
        var layout = page.Render<ToastView>();
        await page.Get<Undo>().OfferAsync("Moved", BackAsync);
        layout.WaitForElement(".toast");
        var dialog = page.Render<ToastView>();
        Assert.Single(dialog.FindAll(".toast"));
        layout.WaitForAssertion(() => Assert.Empty(layout.FindAll(".toast")));

        await dialog.Instance.DisposeAsync();
        layout.WaitForElement(".toast");
    }

    private Task BackAsync()
    {
        undone++;
        return Task.CompletedTask;
    }
}
