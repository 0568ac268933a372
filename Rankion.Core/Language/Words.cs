using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Rankion.Core.Language;

/// <summary>
/// What one part of the product says to a person, in the language of <see cref="CultureInfo.CurrentUICulture"/>. The key is the English
/// text itself; other languages stand in <c>{home}.{language}.resx</c> beside the class that is the home. What is missing there is said in
/// English.
/// </summary>
/// <param name="home">The class whose full name the resources carry.</param>
public sealed class Words(Type home)
{
    /// <summary>What the pages speak; the first is the code's own.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de"];

    private static readonly FrozenDictionary<string, string> None = FrozenDictionary<string, string>.Empty;

    private readonly ResourceManager resources = new(home);
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> languages = new();

    /// <summary>The text as it stands.</summary>
    public string this[string english] => All.GetValueOrDefault(english, english);

    /// <summary>The text with its <c>{0}</c>, <c>{1:N0}</c> … filled in, as the culture writes numbers and dates.</summary>
    public string this[string english, params ReadOnlySpan<object?> values] => string.Format(CultureInfo.CurrentCulture, this[english], values);

    /// <summary>One or many; <c>{0}</c> is the number, what follows is <c>{1}</c> and so on.</summary>
    public string Count(long number, string one, string many, params object?[] more) => this[number == 1 ? one : many, [number, .. more]];

    /// <summary>A text of a table that is built once and read in any language.</summary>
    public Word Later(string english) => new(this, english);

    /// <summary>Everything that is said differently in the current language, by its English.</summary>
    public IReadOnlyDictionary<string, string> All
    {
        get
        {
            var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
            return language is "en" or "iv" ? None : languages.GetOrAdd(language, Load);
        }
    }

    private FrozenDictionary<string, string> Load(string language) =>
        resources.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false) is { } set
            ? set.Cast<DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!)
            : None;
}

/// <summary>A text whose language is decided where it is read.</summary>
public sealed record Word(Words Words, string English)
{
    public override string ToString() => Words[English];

    public static implicit operator string(Word word) => word.ToString();
}
