using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Data;

/// <summary>Which database serves.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary><c>Rankion:Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Rankion:Database";

    /// <summary>Default: SQLite.</summary>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; }
}
