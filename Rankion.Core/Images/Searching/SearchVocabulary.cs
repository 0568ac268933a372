namespace Rankion.Core.Images.Searching;

/// <summary>Something with a name that a search can mean.</summary>
/// <param name="Alias">A second name that only it has: a project's slug, a person's address.</param>
public sealed record SearchName(long Id, string Name, string Alias);

/// <summary>What the names and dates of a search mean, for whoever types it.</summary>
/// <param name="Zone">Whose days are meant.</param>
public sealed record SearchVocabulary(IReadOnlyList<SearchName> Projects, IReadOnlyList<SearchName> People, long Me, TimeZoneInfo Zone, DateTime Now)
{
    private const string MeWord = "me";

    public IReadOnlyList<SearchName> Collections { get; init; } = [];

    /// <returns>Null where nobody, or not one alone, is called so.</returns>
    internal long? Person(string name) => name.Equals(MeWord, StringComparison.OrdinalIgnoreCase) ? Me : Find(People, name);

    internal long? Project(string name) => Find(Projects, name);

    internal long? Collection(string name) => Find(Collections, name);

    internal string NameOfCollection(long id) => NameOf(Collections, id);

    internal string NameOfPerson(long id) => id == Me ? MeWord : NameOf(People, id);

    internal string NameOfProject(long id) => NameOf(Projects, id);

    private static long? Find(IReadOnlyList<SearchName> names, string text)
    {
        if (text.Length > 1 && text[0] == '#' && long.TryParse(text.AsSpan(1), System.Globalization.NumberStyles.None, null, out var id))
            return id;
        return Only(names.Where(n => Same(n.Alias, text))) ?? Only(names.Where(n => Same(n.Name, text)))
            ?? Only(names.Where(n => n.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)));
    }

    private static string NameOf(IReadOnlyList<SearchName> names, long id)
    {
        if (names.FirstOrDefault(n => n.Id == id) is not { } name)
            return $"#{id}";
        return Find(names, name.Name) == id ? name.Name : Find(names, name.Alias) == id ? name.Alias : $"#{id}";
    }

    private static long? Only(IEnumerable<SearchName> names) => names.Take(2).ToList() is [var only] ? only.Id : null;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
