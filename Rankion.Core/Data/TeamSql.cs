namespace Rankion.Core.Data;

/// <summary>
/// A hand-written statement on one team's rows: <see cref="Team"/> stands for the team, which <see cref="TeamData"/> alone
/// fills in, and every other value comes in through <see cref="Add"/>, so that no text of a user is ever part of the statement.
/// </summary>
internal sealed class TeamSql
{
    public const string Team = "{0}";

    private readonly List<object> values = [];

    public string Text { get; set; } = "";

    /// <returns>What stands for the value in <see cref="Text"/>.</returns>
    public string Add(object value)
    {
        values.Add(value);
        return $"{{{values.Count}}}";
    }

    public object[] ValuesFor(long teamId) => [teamId, .. values];
}
