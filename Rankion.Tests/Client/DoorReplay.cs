using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rankion.Tests.Api;
using Rankion.Tests.Architecture;

namespace Rankion.Tests.Client;

/// <summary>A line of another system's documentation, and the answer that it shows below it.</summary>
/// <param name="Sample">Null where it shows none.</param>
internal sealed record DocumentedCall(string Line, JsonElement? Sample);

/// <summary>
/// Runs the <c>curl</c> lines of other systems' documentation as they stand, in a shell; host, token and ids alone are others. The
/// documents lie beside this file, to the letter.
/// </summary>
internal static partial class DoorReplay
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Every line of a document, in its order.</summary>
    public static IReadOnlyList<DocumentedCall> Read(string document)
    {
        var calls = new List<DocumentedCall>();
        foreach (var block in SourceTree.Read($"Rankion.Tests/Client/{document}").ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (block.StartsWith("curl ", StringComparison.Ordinal))
                calls.Add(new(block, null));
            else
                calls[^1] = calls[^1] with { Sample = JsonElement.Parse(block) };
        }
        return calls;
    }

    /// <summary>Runs one and reads what it prints; a file that it writes is in the app's data folder.</summary>
    /// <param name="others">What stands in the document, and what is sent in its place.</param>
    public static async Task<(HttpStatusCode Status, string Body)> RunAsync(ApiWorld world, string line, params (string Theirs, string Ours)[] others)
    {
        CommandLine.Need("./test.sh installs it.", "bash", "curl");
        // says the status after the body without a change to the line
        await File.WriteAllTextAsync(Path.Combine(world.App.DataPath, ".curlrc"), "silent\nshow-error\nwrite-out = \"\\n%{http_code}\"\n", Ct);
        // a document's page has lost the ends of its lines
        var text = Host().Replace(LostLineEnd().Replace(line, "\\\n"), world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        foreach (var (theirs, ours) in others.Append(("YOUR_ACCESS_TOKEN", world.Team.Token)).Append(("YOUR_API_KEY", world.Team.Token)))
            text = text.Replace(theirs, ours, StringComparison.Ordinal);
        var printed = await CommandLine.RunAsync("bash", ["-c", text], world.App.DataPath, ("CURL_HOME", world.App.DataPath));
        var end = printed.LastIndexOf('\n');
        return ((HttpStatusCode)int.Parse(printed[(end + 1)..], CultureInfo.InvariantCulture), printed[..end]);
    }

    /// <summary>The same names in the same order and the same kinds of values; <c>{}</c> in a sample is anything.</summary>
    public static void AssertLike(JsonElement sample, JsonElement answer)
    {
        switch (sample.ValueKind)
        {
            case JsonValueKind.Object when !sample.EnumerateObject().Any():
                break;
            case JsonValueKind.Object:
                Assert.Equal(sample.EnumerateObject().Select(p => p.Name), answer.EnumerateObject().Select(p => p.Name));
                foreach (var property in sample.EnumerateObject())
                    AssertLike(property.Value, answer.GetProperty(property.Name));
                break;
            case JsonValueKind.Array:
                Assert.NotEmpty(answer.EnumerateArray());
                Assert.All(answer.EnumerateArray(), item => AssertLike(sample[0], item));
                break;
            default:
                Assert.Equal(sample.ValueKind, answer.ValueKind);
                break;
        }
    }

    [GeneratedRegex(@"https://(app\.neuroflash\.com|cloud\.milady\.ai)")]
    private static partial Regex Host();

    [GeneratedRegex(@"\\ (?=-)")]
    private static partial Regex LostLineEnd();
}
