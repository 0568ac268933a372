using Microsoft.AspNetCore.Components.Web;

namespace Rankion.Web.Components.Ui;

/// <summary>Keeps a bug on a page from taking the rest along, notes it, and gives it a name by which an operator finds it in the log.</summary>
public sealed class FaultBoundary(ILogger<FaultBoundary> log) : ErrorBoundary
{
    /// <summary>Of the last fault.</summary>
    public string Reference { get; private set; } = "";

    protected override Task OnErrorAsync(Exception exception)
    {
        Reference = Guid.NewGuid().ToString("N")[..12];
        log.LogError(exception, "A page stopped working: {Reference}", Reference);
        return Task.CompletedTask;
    }
}
