using System.Data.Common;
using Rankion.Core.Images;

namespace Rankion.Core.Data;

/// <summary>A row that a hand-written statement found; columns are counted from 0.</summary>
internal abstract class Row
{
    public abstract bool IsNull(int column);

    public abstract long Number(int column);

    public abstract string Text(int column);

    public abstract DateTime Instant(int column);

    public abstract Guid GuidOf(int column);

    public virtual bool Flag(int column) => Number(column) != 0;

    public virtual string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public long? NumberOrNull(int column) => IsNull(column) ? null : Number(column);

    public DateTime? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : GuidOf(column);
}

/// <summary>A row as ADO.NET reads it.</summary>
internal sealed class ReaderRow(DbDataReader reader, ImageDialect dialect) : Row
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override long Number(int column) => reader.GetInt64(column);

    public override string Text(int column) => reader.GetString(column);

    public override DateTime Instant(int column) => dialect.Instant(reader, column);

    public override Guid GuidOf(int column) => reader.GetGuid(column);

    public override bool Flag(int column) => reader.GetBoolean(column);
}
