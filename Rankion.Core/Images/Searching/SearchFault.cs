namespace Rankion.Core.Images.Searching;

/// <summary>Why a term of a search is left out.</summary>
public enum SearchFaultKind
{
    /// <summary>There is no such key.</summary>
    UnknownKey,

    /// <summary>A key without a value.</summary>
    NoValue,

    /// <summary>The key has no such value.</summary>
    UnknownValue,

    /// <summary>No project, or several, are called that.</summary>
    UnknownProject,

    /// <summary>No member, or several, are called that.</summary>
    UnknownPerson,

    /// <summary>No collection, or several, are called that.</summary>
    UnknownCollection,

    /// <summary>A search is about one collection.</summary>
    OneCollection,

    /// <summary>This is no stretch of time.</summary>
    NoDate,

    /// <summary>The key takes one condition only.</summary>
    Twice,

    /// <summary>Some tags of which all, and some of which any: a search has the one or the other.</summary>
    MixedTags,

    /// <summary>Words and <c>is:</c> can be excluded, this cannot.</summary>
    NotExcludable,

    /// <summary>Too long, too many, or characters that no text has.</summary>
    Refused,
}

/// <summary>A term that is left out, while the others still run.</summary>
/// <param name="Detail">The key or value that is meant, or why it was refused.</param>
public sealed record SearchFault(SearchTerm Term, SearchFaultKind Kind, string Detail);
