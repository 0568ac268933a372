namespace Rankion.Web.Api.Contracts;

/// <summary>One resource.</summary>
public sealed record Item<T>(T Data)
    where T : notnull;

/// <summary>A part of a list.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Data, ListMeta Meta, ListLinks Links)
    where T : notnull;

/// <summary>Which part of the list this is.</summary>
public sealed record ListMeta
{
    /// <summary>1-based; null where the list is read by cursor.</summary>
    /// <example>1</example>
    public required int? Page { get; init; }

    /// <example>30</example>
    public required int PerPage { get; init; }

    /// <summary>How many there are in all, exactly.</summary>
    /// <example>57</example>
    public required int Total { get; init; }

    /// <example>2</example>
    public required int LastPage { get; init; }
}

/// <summary>Where the other parts are.</summary>
public sealed record ListLinks
{
    public required string Self { get; init; }

    public required string First { get; init; }

    /// <summary>Null on the first page, and where the list is read by cursor.</summary>
    public required string? Prev { get; init; }

    /// <summary>Null at the end.</summary>
    public required string? Next { get; init; }

    /// <summary>Null where the list is read by cursor.</summary>
    public required string? Last { get; init; }
}
