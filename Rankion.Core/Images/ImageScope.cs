namespace Rankion.Core.Images;

/// <summary>Which images a change to many is about: the ones named, or all that a view showed.</summary>
public abstract record ImageScope
{
    /// <summary>How many images one change may be about.</summary>
    public const int Max = 100_000;

    private ImageScope()
    {
    }

    /// <summary>These, in this order; one named twice counts once.</summary>
    public static ImageScope Of(params IReadOnlyList<long> ids) => new Ids(ids);

    /// <summary>The images of these ids.</summary>
    public sealed record Ids(IReadOnlyList<long> Images) : ImageScope;

    /// <summary>
    /// All that pass a filter, in its order, but for a few. What came into the list after <paramref name="AsOf"/> is not meant:
    /// nobody had seen it.
    /// </summary>
    public sealed record Matching(ImageFilter Filter, DateTime AsOf, IReadOnlySet<long> Except) : ImageScope;
}

/// <summary>How far a change to many images has come.</summary>
public readonly record struct BulkProgress(int Done, int Total);
