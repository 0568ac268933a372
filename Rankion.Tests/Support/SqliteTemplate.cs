using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data;

namespace Rankion.Tests.Support;

/// <summary>A migrated, empty SQLite file, made once a run and copied for each test.</summary>
internal static class SqliteTemplate
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    public static Task<string> PathAsync => Made.Value;

    private static async Task<string> MakeAsync()
    {
        var folder = new TestFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var file = folder.File("template.db");
        // unpooled: closing the last connection moves the write-ahead log into the file
        var setup = new TestSetup { Settings = { ["ConnectionStrings:Rankion"] = $"Data Source={file};Pooling=False" } };
        using var core = setup.BuildCore();
        await core.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
        return file;
    }
}
