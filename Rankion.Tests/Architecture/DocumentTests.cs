using System.Reflection;

namespace Rankion.Tests.Architecture;

/// <summary>What the documents promise about the code.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void The_readme_names_every_setting()
    {
        var readme = SourceTree.Read("README.md");
        var settings = SourceTree.WrittenTypes(SourceTree.Core, SourceTree.Web)
            .Where(t => t.GetField("Section")?.GetRawConstantValue() is string)
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true)
                .Select(p => $"{t.GetField("Section")!.GetRawConstantValue()}:{p.Name}".Replace(":", "__", StringComparison.Ordinal)));
        Assert.NotEmpty(settings);
        Assert.Equal([], settings.Where(s => !readme.Contains(s, StringComparison.Ordinal)));
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        string[] documents = [.. Directory.EnumerateFiles(SourceTree.Root, "*.md"), .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs"), "*.md", SearchOption.AllDirectories)];
        var broken = documents.SelectMany(d => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(d), @"\]\((?!http|#)([^)#]+)")
            .Select(m => (Document: d, Target: Path.Combine(Path.GetDirectoryName(d)!, m.Groups[1].Value))))
            .Where(l => !File.Exists(l.Target) && !Directory.Exists(l.Target)).Select(l => $"{l.Document}: {l.Target}");
        Assert.Equal([], broken);
    }
}
