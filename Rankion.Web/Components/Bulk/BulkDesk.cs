using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>
/// What one page asks, does and tells about many images; its dialog shows it. One thing at a time, and only on the page's own
/// thread.
/// </summary>
public sealed class BulkDesk(Toasts toasts)
{
    private TaskCompletionSource<bool>? answer;

    public event Action? Changed;

    public BulkQuestion? Question { get; private set; }

    public BulkRun? Run { get; private set; }

    public BulkReport? Report { get; private set; }

    public bool IsBusy => Run is not null;

    /// <returns>True when the person has said yes.</returns>
    public Task<bool> AskAsync(BulkQuestion question)
    {
        Answer(false);
        answer = new();
        (Question, Report) = (question, null);
        Changed?.Invoke();
        return answer.Task;
    }

    public void Answer(bool yes)
    {
        Question = null;
        Changed?.Invoke();
        answer?.TrySetResult(yes);
    }

    /// <summary>Does it with its progress on the page; a refusal is said. While one change is under way there is no other.</summary>
    /// <returns>What <paramref name="work"/> gave; null where it was refused.</returns>
    public async Task<T?> TryAsync<T>(string title, Func<BulkRun, Task<T>> work)
        where T : class
    {
        if (IsBusy)
        {
            Tell(Say["Another change is still under way."]);
            return null;
        }
        using var run = new BulkRun(title);
        T? result = null;
        Run = run;
        run.Moved += Redraw;
        Redraw();
        try
        {
            await toasts.TryAsync(async () => result = await work(run));
        }
        finally
        {
            run.Moved -= Redraw;
            Run = null;
            Redraw();
        }
        return result;
    }

    public void Show(BulkReport report)
    {
        Report = report;
        Redraw();
    }

    public void Tell(string text) => toasts.Show(new(text));

    public void Close()
    {
        Report = null;
        Redraw();
    }

    private void Redraw() => Changed?.Invoke();
}
