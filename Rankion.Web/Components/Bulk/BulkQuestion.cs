using Rankion.Core.Images;

namespace Rankion.Web.Components.Bulk;

/// <summary>What is asked before many images change.</summary>
/// <param name="Title">With the count: <c>Move 43 images to the trash?</c></param>
/// <param name="Confirm">The verb and the count: <c>Delete 14 forever</c>.</param>
public sealed record BulkQuestion(string Title, string Confirm)
{
    /// <summary>What it means, and who is left out.</summary>
    public string? Text { get; init; }

    /// <summary>A few of the images.</summary>
    public IReadOnlyList<Image> Sample { get; init; } = [];

    /// <summary>How many beyond the sample.</summary>
    public int More { get; init; }

    /// <summary>It cannot be undone.</summary>
    public bool IsFinal { get; init; }

    /// <summary>To be typed first; null where a click is enough.</summary>
    public int? Typed { get; init; }
}

/// <summary>A change that is under way.</summary>
public sealed class BulkRun(string title) : IProgress<BulkProgress>, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public event Action? Moved;

    public string Title => title;

    public BulkProgress Progress { get; private set; }

    /// <summary>It takes several steps, so that it is worth a line of its own.</summary>
    public bool IsLong => Progress.Done < Progress.Total;

    public bool IsStopping => stop.IsCancellationRequested;

    public CancellationToken Token => stop.Token;

    public void Report(BulkProgress value)
    {
        Progress = value;
        Moved?.Invoke();
    }

    /// <summary>Ends it after the step it is at.</summary>
    public void Stop()
    {
        stop.Cancel();
        Moved?.Invoke();
    }

    public void Dispose() => stop.Dispose();
}

/// <summary>What a change came to, where it did not reach all that was asked.</summary>
/// <param name="Back">Takes back what was done; null where nothing was, or it cannot be.</param>
public sealed record BulkReport(string Title, BulkResult Result, Func<Task>? Back);
