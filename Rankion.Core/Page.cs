namespace Rankion.Core;

/// <summary>One page of a list with its exact total.</summary>
/// <param name="Items">At most <paramref name="PerPage"/> items.</param>
/// <param name="Number">1-based.</param>
/// <param name="PerPage">1 to 100.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, int Number, int PerPage, int Total)
{
    public int LastPage => Math.Max(1, (int)Math.Ceiling(Total / (double)PerPage));
}

/// <summary>One stretch of a list read by cursor; its cost does not grow with depth.</summary>
/// <param name="Next">The cursor of the next stretch, null at the end.</param>
public sealed record Stretch<T>(IReadOnlyList<T> Items, int PerPage, int Total, string? Next);

/// <summary>What of a list is asked for: a page by number, or the stretch after a cursor.</summary>
/// <param name="Number">1-based page; ignored where <paramref name="Cursor"/> is given.</param>
/// <param name="PerPage">1 to 100.</param>
/// <param name="Cursor">Opaque; the empty string starts from the top.</param>
public sealed record PageRequest(int Number = 1, int PerPage = PageRequest.DefaultPerPage, string? Cursor = null)
{
    public const int DefaultPerPage = 30;
    public const int MaxPerPage = 100;
}
