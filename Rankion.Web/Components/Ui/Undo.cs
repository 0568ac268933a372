using static Rankion.Web.Components.Ui.UiWords;

namespace Rankion.Web.Components.Ui;

/// <summary>Takes back what was just done: whoever changes something offers it here, once Core has agreed.</summary>
public sealed class Undo(Toasts toasts)
{
    /// <summary>It is being taken back.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Says what was done and offers, for ten seconds, to take it back. Only the last offer stands.</summary>
    /// <param name="back">Brings back what was; a refusal is shown. It may say by a toast of its own what came of it.</param>
    public Task OfferAsync(string message, Func<Task> back)
    {
        toasts.Show(new(message, "check_circle") { Back = back });
        return Task.CompletedTask;
    }

    /// <summary>Does what the page shows as done already, and offers at once to take it back; where it is refused, says why.</summary>
    /// <param name="rollBack">Makes the page show again what was there before.</param>
    /// <returns>True when it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> action, string message, Func<Task> back, Action rollBack)
    {
        var ended = new TaskCompletionSource<bool>();
        var offer = new Toast(message, "check_circle")
        {
            Back = async () =>
            {
                if (await ended.Task)
                    await back();
            },
        };
        toasts.Show(offer);
        var done = false;
        try
        {
            done = await toasts.TryAsync(action);
        }
        finally
        {
            if (!done)
            {
                rollBack();
                toasts.Withdraw(offer);
            }
            ended.SetResult(done);
        }
        return done;
    }

    /// <summary>Takes back what the toast offers.</summary>
    public async Task TakeBackAsync()
    {
        if (IsBusy || toasts.Current is not { Back: { } back } toast)
            return;
        IsBusy = true;
        toasts.Hold();
        try
        {
            if (await toasts.TryAsync(back) && toasts.Current == toast)
                toasts.Show(new(Say["Undone"], "undo"));
        }
        finally
        {
            IsBusy = false;
        }
    }
}
