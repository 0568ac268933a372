using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Rankion.Web.Components.Ui;

/// <summary>Keeps a bug on a page from taking the rest along, notes it, and gives it a name by which an operator finds it in the log.</summary>
public sealed class FaultBoundary(ILogger<FaultBoundary> log) : ErrorBoundary
{
    /// <summary>Of the last fault.</summary>
    public string Reference { get; private set; } = "";

    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is JSDisconnectedException)
            return Task.CompletedTask; // the person has left, in the middle of something
        Reference = Guid.NewGuid().ToString("N")[..12];
        log.LogError(exception, "A page stopped working: {Reference}", Reference);
        return Task.CompletedTask;
    }
}
