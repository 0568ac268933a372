using Rankion.Core;

namespace Rankion.Web.Components.Ui;

/// <summary>The one place of the interface that catches a refusal: whoever asks shows its message, and nothing has changed.</summary>
public static class Refusals
{
    /// <returns>Why it was refused; null when it was done.</returns>
    public static async Task<RefusalException?> OfAsync(Func<Task> action)
    {
        try
        {
            await action();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal;
        }
    }
}
