using System.Text.Json;
using Rankion.Core;

namespace Rankion.Web.Api;

/// <summary>A choice of a body, as <c>snake_case</c> text: an unknown one is well-formed, and so 422, not 400.</summary>
internal static class ApiChoice
{
    /// <exception cref="RefusalException">422 that lists the known ones.</exception>
    public static T? Read<T>(string field, string? text)
        where T : struct, Enum
    {
        if (text is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
                return value;
        }
        throw Refusal.Invalid(field, $"This must be one of: {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}.");
    }

    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
