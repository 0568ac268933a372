using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;

namespace Rankion.Core;

/// <summary>Checks what came in against the rules that stand at its properties.</summary>
public static class Annotations
{
    /// <exception cref="RefusalException">422 with every message, by field.</exception>
    public static void Check(object input)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(input, new ValidationContext(input), results, validateAllProperties: true);
        results.AddRange(from property in input.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                         where property.GetIndexParameters().Length == 0 && property.GetValue(input) is string text && !IsText(text)
                         select new ValidationResult("This holds characters that are no text.", [property.Name]));
        if (results.Count == 0)
            return;
        var errors = from result in results
                     from member in result.MemberNames
                     group result.ErrorMessage! by JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
        throw new RefusalException(Refusal.InvalidCode, 422, results[0].ErrorMessage!) { Errors = errors.ToDictionary(e => e.Key, e => e.ToArray()) };
    }

    /// <summary>No NUL, which PostgreSQL does not keep, and no half of a character, which nobody can print.</summary>
    internal static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i]))))
                return false;
        }
        return true;
    }
}
