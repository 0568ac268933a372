using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Rankion.Core;

namespace Rankion.Tests.Architecture;

/// <summary>The repository as it lies on the disk, and what was compiled from it.</summary>
internal static class SourceTree
{
    private static readonly string[] Projects = ["Rankion.Core", "Rankion.Web", "Rankion.Tests", "Rankion.E2E", "bench", "tools"];

    public static readonly string Root = FindRoot();

    public static readonly Assembly Core = typeof(Actor).Assembly;

    public static readonly Assembly Web = typeof(Program).Assembly;

    /// <summary>Hand-written files by their path from the top, with forward slashes: no build output, no migrations.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Projects.Select(p => Path.Combine(Root, p)).Where(Directory.Exists)
        .SelectMany(p => Directory.EnumerateFiles(p, "*", SearchOption.AllDirectories))
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations" or "_framework" or "TestResults"))];

    /// <summary>The C# of the product itself, Razor included.</summary>
    public static IEnumerable<string> ProductCode => Files.Where(f =>
        f.StartsWith("Rankion.Core/", StringComparison.Ordinal) || f.StartsWith("Rankion.Web/", StringComparison.Ordinal)).Where(IsCode);

    public static bool IsCode(string file) => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>What a person wrote: neither the compiler's own types nor generated ones.</summary>
    public static IEnumerable<Type> WrittenTypes(params Assembly[] assemblies) => assemblies.SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("Rankion", StringComparison.Ordinal) == true && !t.Namespace.Contains(".Migrations", StringComparison.Ordinal))
        .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute), false) && !t.Name.Contains('<', StringComparison.Ordinal) && !t.Name.StartsWith("__", StringComparison.Ordinal));

    /// <summary>Each method's name, file and length in lines, from its first statement to its last, as the debug symbols tell.</summary>
    public static IEnumerable<(string Name, string File, int Lines)> Methods(Assembly assembly)
    {
        using var symbols = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var reader = symbols.GetMetadataReader();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var points = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden).ToList();
            if (points.Count == 0)
                continue;
            var file = reader.GetString(reader.GetDocument(points[0].Document).Name).Replace('\\', '/');
            var method = assembly.ManifestModule.ResolveMethod(System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle.ToDefinitionHandle()))!;
            yield return ($"{method.DeclaringType!.FullName}.{method.Name}", file, points.Max(p => p.EndLine) - points.Min(p => p.StartLine) + 1);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Rankion.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run from within the repository.");
        return folder.FullName;
    }
}
