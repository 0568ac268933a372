using System.Globalization;

namespace Rankion.Core;

/// <summary>Bytes in the unit a person reads, in steps of 1024: <c>18.4 GB</c>.</summary>
public static class ByteSize
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    /// <param name="culture">Whose decimal sign; the reader's where none is named.</param>
    public static string Of(long bytes, CultureInfo? culture = null)
    {
        var (size, unit) = ((double)bytes, 0);
        while (Math.Round(size, 1) >= 1024 && unit < Units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return $"{size.ToString(size >= 99.95 ? "0" : "0.#", culture ?? CultureInfo.CurrentCulture)} {Units[unit]}";
    }
}
