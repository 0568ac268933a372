using Rankion.Core;
using Rankion.Web.Components.Language;

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

    /// <returns>Why it was refused, in the language of the page; null when it was done.</returns>
    public static async Task<string?> TellAsync(Func<Task> action) => await OfAsync(action) is { } refusal ? Reasons.Of(refusal) : null;
}
