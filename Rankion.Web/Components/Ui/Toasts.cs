namespace Rankion.Web.Components.Ui;

/// <summary>A sentence about what was just done or refused.</summary>
public sealed record Toast(string Text, string Icon = "info");

/// <summary>Says one thing at a time at the foot of the page; the next one replaces it.</summary>
public sealed class Toasts
{
    public event Action<Toast>? Shown;

    public void Show(Toast toast) => Shown?.Invoke(toast);

    /// <summary>Does it, or says why not.</summary>
    /// <returns>True when it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        var refusal = await Refusals.OfAsync(action);
        if (refusal is not null)
            Show(new(refusal.Message, "error"));
        return refusal is null;
    }
}
