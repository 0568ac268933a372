namespace Rankion.Web.Components.Ui;

/// <summary>Of work begun one after the other only the latest goes on; after <see cref="Dispose"/> none does.</summary>
public sealed class Latest : IDisposable
{
    private CancellationTokenSource? current;
    private bool isOver;

    /// <summary>Cancels what was begun before.</summary>
    /// <returns>Is cancelled when something else begins.</returns>
    public CancellationToken Begin()
    {
        Cancel();
        if (isOver)
            return new(canceled: true);
        current = new();
        return current.Token;
    }

    public void Dispose()
    {
        isOver = true;
        Cancel();
    }

    private void Cancel()
    {
        current?.Cancel();
        current?.Dispose();
        current = null;
    }
}
