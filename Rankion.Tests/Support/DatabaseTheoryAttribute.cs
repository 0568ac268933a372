using System.Reflection;
using System.Runtime.CompilerServices;
using Rankion.Core.Data;
using Xunit.Sdk;
using Xunit.v3;

namespace Rankion.Tests.Support;

/// <summary>
/// Runs a test once on SQLite and once on PostgreSQL: it takes a <see cref="DatabaseProvider"/> and opens its
/// <see cref="Stage"/> or <see cref="RankionApp"/> with it. Without PostgreSQL on the machine its half is skipped, on CI it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabaseTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(file, line), IDataAttribute
{
    bool? IDataAttribute.Explicit => null;

    string? IDataAttribute.Label => null;

    string? IDataAttribute.TestDisplayName => null;

    int? IDataAttribute.Timeout => null;

    string[]? IDataAttribute.Traits => null;

    public ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Sqlite), new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres)]);

    public bool SupportsDiscoveryEnumeration() => true;
}
