using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Articles;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>Asks before a change that is large or final, with the number it really reaches and a few of the images.</summary>
public sealed class ScopeQuestions(ImageScopes scopes, CurrentActor current, BulkDesk desk, Toasts toasts, UseWarning uses, TimeProvider time)
{
    /// <summary>Beyond these a person is asked first.</summary>
    private const int Many = 20;

    /// <summary>Beyond these the number has to be typed before they are gone for good.</summary>
    private const int ManyForever = 50;

    /// <summary>A view as it is looked at now.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>Whether it could be found out, and where the images stand; null where they stand nowhere.</returns>
    public async Task<(bool Known, string? Used)> UsesAsync(ImageScope scope)
    {
        string? used = null;
        return (await toasts.TryAsync(async () => used = await uses.OfAsync(scope)), used);
    }

    /// <param name="count">How many the page takes them for.</param>
    /// <param name="always">Asks also where they are few.</param>
    /// <returns>True where it may go on.</returns>
    public async Task<bool> AgreeAsync(ImageScope scope, int count, Func<int, BulkQuestion> question, bool always = false)
    {
        if (count <= Many && !always)
            return true;
        return await LookAsync(scope) is { } summary && await desk.AskAsync(With(question(summary.Total), summary, summary.Total));
    }

    /// <summary>Before images are deleted for good: always, and not about those that the person may not delete.</summary>
    public Task<bool> AgreeToDeleteAsync(ImageScope scope) => AgreeToDeleteAsync(scope, n => Say.Count(n, "Delete 1 image forever?", "Delete {0:N0} images forever?"), ManyForever);

    /// <summary>Before the trash is emptied: the number has to be typed.</summary>
    public Task<bool> AgreeToEmptyAsync(ImageScope scope) => AgreeToDeleteAsync(scope, n => Say.Count(n, "Empty the trash of 1 image?", "Empty the trash of {0:N0} images?"), 0);

    private async Task<bool> AgreeToDeleteAsync(ImageScope scope, Func<int, string> title, int untyped)
    {
        if (await LookAsync(scope) is not { } summary)
            return false;
        var (count, others) = (summary.Deletable, summary.Total - summary.Deletable);
        if (count == 0)
        {
            desk.Tell(Say["Only who made an image, or an admin, can delete it for good."]);
            return false;
        }
        return await desk.AskAsync(With(new(title(count), Say["Delete {0:N0} forever", count])
        {
            Text = others == 0 ? Say["There is no way back."] : Say["There is no way back."] + " " + Say.Count(others, "1 was made by somebody else and stays.", "{0:N0} were made by others and stay."),
            IsFinal = true,
            Typed = count > untyped ? count : null,
        }, summary, count));
    }

    private static BulkQuestion With(BulkQuestion question, ScopeSummary summary, int count) =>
        question with { Sample = [.. summary.Sample.Take(count)], More = Math.Max(0, count - summary.Sample.Count) };

    private async Task<ScopeSummary?> LookAsync(ImageScope scope)
    {
        ScopeSummary? summary = null;
        await toasts.TryAsync(async () => summary = await scopes.SummarizeAsync(await current.ActorAsync(), scope, CancellationToken.None));
        return summary;
    }
}
