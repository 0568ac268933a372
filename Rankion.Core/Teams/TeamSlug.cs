namespace Rankion.Core.Teams;

/// <summary>A team's name in commands and links: a <see cref="Slug"/> of at most 60.</summary>
public static class TeamSlug
{
    public const int MaxLength = 60;

    public static bool IsValid(string slug) => Slug.IsValid(slug, MaxLength);

    /// <summary>The slug a name suggests: <c>Mårten’s Studio</c> becomes <c>martens-studio</c>.</summary>
    public static string From(string name) => Slug.From(name, MaxLength, "team");
}
