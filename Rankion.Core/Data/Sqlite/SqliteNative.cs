using System.Runtime.InteropServices;

namespace Rankion.Core.Data.Sqlite;

/// <summary>The few functions of SQLite's C interface that reading takes, of the very library that everything else here runs on.</summary>
internal static unsafe class SqliteNative
{
    public const int Ok = 0;
    public const int RowFound = 100;
    public const int Done = 101;
    public const int NullType = 5;

    /// <summary>SQLite copies the text that it is given.</summary>
    public const nint Transient = -1;

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int> Prepare =
        (delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int>)Of("sqlite3_prepare_v2");

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, int> IndexOf = (delegate* unmanaged[Cdecl]<nint, byte*, int>)Of("sqlite3_bind_parameter_index");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, long, int> BindNumber = (delegate* unmanaged[Cdecl]<nint, int, long, int>)Of("sqlite3_bind_int64");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int> BindText = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int>)Of("sqlite3_bind_text");
    public static readonly delegate* unmanaged[Cdecl]<nint, int> Step = (delegate* unmanaged[Cdecl]<nint, int>)Of("sqlite3_step");
    public static readonly delegate* unmanaged[Cdecl]<nint, int> Reset = (delegate* unmanaged[Cdecl]<nint, int>)Of("sqlite3_reset");
    public static readonly delegate* unmanaged[Cdecl]<nint, int> Close = (delegate* unmanaged[Cdecl]<nint, int>)Of("sqlite3_finalize");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, int> TypeOf = (delegate* unmanaged[Cdecl]<nint, int, int>)Of("sqlite3_column_type");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, long> NumberOf = (delegate* unmanaged[Cdecl]<nint, int, long>)Of("sqlite3_column_int64");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, byte*> TextOf = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Of("sqlite3_column_text");
    public static readonly delegate* unmanaged[Cdecl]<nint, int, int> LengthOf = (delegate* unmanaged[Cdecl]<nint, int, int>)Of("sqlite3_column_bytes");
    public static readonly delegate* unmanaged[Cdecl]<nint, byte*> Message = (delegate* unmanaged[Cdecl]<nint, byte*>)Of("sqlite3_errmsg");

    private static nint Of(string name) => NativeLibrary.GetExport(SqliteSetup.Library, name);
}
