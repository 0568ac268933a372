using System.Data.Common;
using Rankion.Core.Data;

namespace Rankion.Core.Images;

/// <summary>What the two databases say differently in a list of images.</summary>
internal abstract class ImageDialect
{
    /// <summary>Joins in the order written, where the database would not see by itself which table is small.</summary>
    public abstract string Join { get; }

    /// <summary>Whether a search can be walked newest first by itself. Otherwise it is a condition like any other.</summary>
    public abstract bool HasTextFeed { get; }

    /// <summary>A column as a condition that is to be checked on each row, not searched for.</summary>
    public abstract string Probe(string column);

    /// <summary>An instant as the database keeps it.</summary>
    public abstract object Instant(DateTime instant);

    /// <summary>An instant as microseconds since 1970.</summary>
    public abstract string Micros(string instant);

    /// <summary>That a table is to be read by this index, where the database would not see by itself which one is small.</summary>
    public abstract string By(string index);

    /// <summary>Reads an instant back.</summary>
    public abstract DateTime Instant(DbDataReader row, int column);

    /// <summary>The images that hold all the words, and one of the others if there are any, as a condition on <c>image_text f</c>. The index must be able to find each.</summary>
    public abstract string Matches(TeamSql sql, IEnumerable<string> words, IReadOnlyList<string> either);

    /// <summary>That an image <c>i</c> holds a word.</summary>
    public abstract string Holds(TeamSql sql, string word);

    /// <summary>That an image <c>i</c>, in the gallery or not, has a tag.</summary>
    public abstract string HasTag(TeamSql sql, string tag);
}
