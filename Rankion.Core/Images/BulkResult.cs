namespace Rankion.Core.Images;

/// <summary>What became of a change to a scope.</summary>
/// <param name="Total">How many images the scope had when it began.</param>
/// <param name="Reached">How many of them it came to; fewer than the total where it was cancelled on the way.</param>
/// <param name="Done">How many are others now, or gone. Images that were so already are not counted.</param>
public abstract record BulkResult(int Total, int Reached, int Done, IReadOnlyList<BulkFailure> Failed)
{
    public bool IsWhole => Reached == Total;
}

/// <summary>A change that can be taken back exactly.</summary>
/// <param name="Changed">What is another now.</param>
public sealed record BulkResult<T>(int Total, int Reached, IReadOnlyList<Changed<T>> Changed, IReadOnlyList<BulkFailure> Failed)
    : BulkResult(Total, Reached, Changed.Count, Failed);

/// <summary>Images that are gone for good.</summary>
public sealed record BulkDeletion(int Total, int Reached, int Done, IReadOnlyList<BulkFailure> Failed) : BulkResult(Total, Reached, Done, Failed);

/// <summary>A value of an image that a change has made another.</summary>
public readonly record struct Changed<T>(long Id, T Before, T After);

/// <summary>A change to a scope, one image after the other, in transactions of at most <see cref="ImageChanges.Max"/>.</summary>
/// <param name="ValueOf">What it changes.</param>
/// <param name="ApplyAsync">Changes one image, or refuses before it touches anything.</param>
/// <param name="Committed">Hears of the images of each transaction that are others now.</param>
internal sealed record Sweep<T>(Func<Image, T> ValueOf, Func<ImageChange, Task> ApplyAsync, Action<IReadOnlyList<long>>? Committed = null);
