using System.Text;
using System.Text.RegularExpressions;

namespace Rankion.Tests.Architecture;

/// <summary>Reads the texts out of a source that it says to a person.</summary>
internal static partial class SpokenText
{
    /// <summary>Every text that is looked up in words: the class that holds them (null: the folder's own) and the English, or null where none stands there.</summary>
    public static IEnumerable<(string? Words, string? English, int Line)> LookedUp(string source)
    {
        foreach (Match match in Lookup().Matches(source))
        {
            var arguments = Arguments(source, match.Index + match.Length);
            var texts = match.Groups["what"].Value == ".Count(" ? arguments.Skip(1).Take(2).SelectMany(Literals) : Literals(arguments[0]);
            var (words, line) = (match.Groups["words"].Value is { Length: > 0 } name ? name : null, source.Take(match.Index).Count(c => c == '\n') + 1);
            foreach (var text in texts.DefaultIfEmpty(null))
                yield return (words, text, line);
        }
    }

    /// <summary>Every sentence that tells why something is refused, with {0}, {1} … for what is put in.</summary>
    public static IEnumerable<string> Refusals(string source)
    {
        foreach (Match match in Refusal().Matches(source))
        {
            var at = match.Groups["what"].Value switch { "RefusalException(" => 2, "Forbidden(" => 0, _ => 1 };
            foreach (var text in Arguments(source, match.Index + match.Length).Skip(at).Take(1).SelectMany(Literals))
                yield return text;
        }
        foreach (Match match in Rule().Matches(source))
            yield return match.Groups["text"].Value;
    }

    /// <summary>The arguments from after an opening bracket to the one that closes it.</summary>
    private static List<string> Arguments(string source, int start)
    {
        var (arguments, depth, from) = (new List<string>(), 0, start);
        for (var i = start; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '"':
                    i = EndOfLiteral(source, i);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when depth-- == 0:
                    return [.. arguments, source[from..i]];
                case ',' when depth == 0:
                    arguments.Add(source[from..i]);
                    from = i + 1;
                    break;
            }
        }
        return arguments;
    }

    private static IEnumerable<string> Literals(string expression)
    {
        for (var i = 0; i < expression.Length; i++)
        {
            if (expression[i] != '"')
                continue;
            var end = EndOfLiteral(expression, i);
            var text = expression[(i + 1)..end];
            yield return i > 0 && expression[i - 1] == '$' ? Template(text) : Regex.Unescape(text);
            i = end;
        }
    }

    /// <summary>The closing quote; within an interpolated text, the quotes inside its braces are not it.</summary>
    private static int EndOfLiteral(string source, int start)
    {
        var interpolated = start > 0 && source[start - 1] == '$';
        var depth = 0;
        for (var i = start + 1; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (interpolated && source[i] == '{')
                depth++;
            else if (interpolated && source[i] == '}')
                depth--;
            else if (source[i] == '"' && depth == 0)
                return i;
            else if (source[i] == '"')
                i = EndOfLiteral(source, i);
        }
        return source.Length - 1;
    }

    private static string Template(string interpolated)
    {
        var (text, holes) = (new StringBuilder(), 0);
        for (var i = 0; i < interpolated.Length; i++)
        {
            if (interpolated[i] != '{')
            {
                text.Append(interpolated[i]);
                continue;
            }
            text.Append('{').Append(holes++).Append('}');
            for (var depth = 1; depth > 0;)
                depth += interpolated[++i] switch { '{' => 1, '}' => -1, _ => 0 };
        }
        return text.ToString();
    }

    [GeneratedRegex(@"(?:\b(?<words>\w+Words)\.)?\bSay(?<what>\[|\.Count\(|\.Later\()")]
    private static partial Regex Lookup();

    [GeneratedRegex(@"\bRefusal\.(?<what>Invalid\(|Conflict\(|Forbidden\(|NotInTeam\()|\bnew (?<what>RefusalException\()")]
    private static partial Regex Refusal();

    [GeneratedRegex("ErrorMessage = \"(?<text>[^\"]+)\"")]
    private static partial Regex Rule();
}
