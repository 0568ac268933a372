using Rankion.Core.Accounts;
using Rankion.Core.Teams;

namespace Rankion.Web.Components.Layout;

/// <summary>The signed-in person as the shell shows them.</summary>
public sealed record Whoami(Person Person, IReadOnlyList<TeamOfPerson> Teams, long TeamId)
{
    public TeamOfPerson Team => Teams.First(t => t.Id == TeamId);

    /// <summary>At most two letters, of the first and the last name.</summary>
    public string Initials
    {
        get
        {
            var words = Person.DisplayName.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return words is [] ? "?" : words is [var only] ? Letter(only) : Letter(words[0]) + Letter(words[^1]);
        }
    }

    /// <summary>One of eight hues, always the same for a person.</summary>
    public string Hue => $"var(--rk-hue-{(Person.Id % 8) + 1})";

    private static string Letter(string word) => char.ToUpperInvariant(word[0]).ToString();
}
