using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Rankion.Core.Data.Sqlite;

namespace Rankion.Tests.Support;

internal static class AssemblyVersions
{
    // bUnit asks for AngleSharp.Diffing 1.1.1; the feed holds 0.17.0 only, which it runs on.
    [ModuleInitializer]
    internal static void AllowOlder()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll"))
            : null;
        SqliteSetup.EnsureReady(); // tests touch SqliteConnection before the product does
    }
}
