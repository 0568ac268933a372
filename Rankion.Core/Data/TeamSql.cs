using System.Globalization;

namespace Rankion.Core.Data;

/// <summary>
/// A hand-written statement on one team's rows: <see cref="Team"/> stands for the team, which <see cref="TeamStatements"/> alone
/// fill in, and every other value comes in through <see cref="Add"/>, so that no text of a user is ever part of the statement.
/// </summary>
internal sealed class TeamSql
{
    public const string Team = "{0}";

    private static readonly string[] Names = [.. Enumerable.Range(0, 300).Select(n => "@p" + n.ToString(CultureInfo.InvariantCulture))];

    private readonly List<object> values = [];

    public string Text { get; set; } = "";

    /// <summary>The statement as the database takes it.</summary>
    public string Command => Text.Replace("{", "@p", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    /// <returns>What stands for the value in <see cref="Text"/>.</returns>
    public string Add(object value)
    {
        values.Add(value);
        return $"{{{values.Count}}}";
    }

    /// <summary>
    /// What stands for a list of values in an <c>in (…)</c>. Some are named twice, so that lists of many lengths are the same
    /// statement.
    /// </summary>
    public string AddAll(IReadOnlyList<long> list)
    {
        var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)list.Count);
        return string.Join(", ", Enumerable.Range(0, length).Select(i => Add(list[Math.Min(i, list.Count - 1)])));
    }

    public object[] ValuesFor(long teamId) => [teamId, .. values];

    /// <summary>The name of the value at a place in <see cref="ValuesFor"/>.</summary>
    public static string NameOf(int index) => index < Names.Length ? Names[index] : "@p" + index.ToString(CultureInfo.InvariantCulture);
}
