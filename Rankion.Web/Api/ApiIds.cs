using System.Globalization;

namespace Rankion.Web.Api;

/// <summary>Numbers as text: job ids go over the wire as strings.</summary>
internal static class ApiIds
{
    public static string? Job(long? id) => id is { } job ? Job(job) : null;

    public static string Job(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
