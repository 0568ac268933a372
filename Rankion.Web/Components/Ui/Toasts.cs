using Rankion.Web.Components.Language;

namespace Rankion.Web.Components.Ui;

/// <summary>A sentence about what was just done or refused.</summary>
public sealed record Toast(string Text, string Icon = "info")
{
    /// <summary>Takes it back; null where that cannot be.</summary>
    public Func<Task>? Back { get; init; }
}

/// <summary>
/// Says one thing at a time at the foot of the page; the next one replaces it. What can be taken back stays for longer, and
/// whoever is reading keeps it.
/// </summary>
public sealed class Toasts(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Brief = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan WithUndo = TimeSpan.FromSeconds(10);

    private readonly List<object> places = [];
    private ITimer? timer;

    /// <summary>On the renderer's thread or a timer's.</summary>
    public event Action? Changed;

    public Toast? Current { get; private set; }

    public void Show(Toast toast)
    {
        Current = toast;
        Release();
        Changed?.Invoke();
    }

    public void Hide()
    {
        timer?.Dispose();
        Current = null;
        Changed?.Invoke();
    }

    /// <summary>It is no longer true, or its time is over; another one stays.</summary>
    public void Withdraw(Toast toast)
    {
        if (ReferenceEquals(Current, toast))
            Hide();
    }

    /// <summary>It stays until <see cref="Release"/>.</summary>
    public void Hold() => timer?.Dispose();

    /// <summary>Its time begins anew.</summary>
    public void Release()
    {
        timer?.Dispose();
        if (Current is { } toast)
            timer = time.CreateTimer(_ => Withdraw(toast), null, toast.Back is null ? Brief : WithUndo, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A place for toasts: a modal dialog brings its own, because what is behind it cannot be clicked.</summary>
    public void Enter(object place)
    {
        places.Add(place);
        Changed?.Invoke();
    }

    public void Leave(object place)
    {
        places.Remove(place);
        Changed?.Invoke();
    }

    /// <summary>Of several places the one that came last shows the toast.</summary>
    public bool IsShownAt(object place) => places is [.., var last] && last == place;

    /// <summary>Does it, or says why not.</summary>
    /// <returns>True when it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        var refusal = await Refusals.OfAsync(action);
        if (refusal is not null)
            Show(new(Reasons.Of(refusal), "error"));
        return refusal is null;
    }

    public void Dispose() => timer?.Dispose();
}
