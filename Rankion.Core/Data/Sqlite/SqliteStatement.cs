using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using static Rankion.Core.Data.Sqlite.SqliteNative;

namespace Rankion.Core.Data.Sqlite;

/// <summary>
/// A prepared statement, and while it runs its current row. Read straight from SQLite, a row costs a quarter of what it costs through
/// ADO.NET, and a page of the gallery is two thousand values. For one reader at a time.
/// </summary>
internal sealed unsafe class SqliteStatement : Row, IDisposable
{
    private readonly nint connection;
    private readonly int[] places;
    private nint statement;

    /// <param name="connection">SQLite's own handle; open for as long as this lives.</param>
    /// <param name="values">How many there are in <see cref="Run"/>, named as <see cref="TeamSql.NameOf"/> does.</param>
    public SqliteStatement(nint connection, string sql, int values)
    {
        this.connection = connection;
        var text = Encoding.UTF8.GetBytes(sql);
        fixed (byte* start = text)
        fixed (nint* made = &statement)
            Check(Prepare(connection, start, text.Length, made, null));
        places = [.. Enumerable.Range(0, values).Select(PlaceOf)];
    }

    /// <summary>All rows that are found with these values: integers, texts and GUIDs.</summary>
    public List<T> Run<T>(object[] values, Func<Row, T> read)
    {
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (places[i] > 0)
                    Check(Bind(places[i], values[i]));
            }
            var rows = new List<T>();
            int step;
            while ((step = Step(statement)) == RowFound)
                rows.Add(read(this));
            return step == Done ? rows : throw Fault(step);
        }
        finally
        {
            _ = Reset(statement); // it tells of the step's fault once more
        }
    }

    public override bool IsNull(int column) => TypeOf(statement, column) == NullType;

    public override long Number(int column) => NumberOf(statement, column);

    public override string Text(int column) => TextOrNull(column) ?? throw new InvalidOperationException("This column holds null.");

    public override string? TextOrNull(int column)
    {
        var text = TextOf(statement, column);
        return text is null ? null : Encoding.UTF8.GetString(text, LengthOf(statement, column));
    }

    public override DateTime Instant(int column) => SqliteRankionDbContext.Instant(Number(column));

    public override Guid GuidOf(int column) => Guid.Parse(Text(column));

    public void Dispose()
    {
        _ = Close(statement);
        statement = 0;
    }

    private int PlaceOf(int value)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(TeamSql.NameOf(value) + '\0'))
            return IndexOf(statement, name);
    }

    private int Bind(int place, object value) => value switch
    {
        string text => Bind(place, text),
        Guid id => Bind(place, id.ToString().ToUpperInvariant()), // as Microsoft.Data.Sqlite keeps it
        _ => BindNumber(statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private int Bind(int place, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var bytes = length <= 512 ? stackalloc byte[512] : new byte[length];
        Encoding.UTF8.GetBytes(text, bytes);
        fixed (byte* start = bytes)
            return BindText(statement, place, start, length, Transient);
    }

    private void Check(int code)
    {
        if (code != Ok)
            throw Fault(code);
    }

    private SqliteException Fault(int code) => new($"SQLite error {code}: {Marshal.PtrToStringUTF8((nint)Message(connection))}", code);
}
