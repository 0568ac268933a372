using Rankion.Tests.Api;
using Rankion.Tests.Architecture;
using Rankion.Tests.Support;

namespace Rankion.Tests.Client;

/// <summary>The OpenAPI document is good enough to work with: a public generator reads it, and what comes out can do all that the API can.</summary>
public sealed class GeneratedClientTests
{
    private static readonly string[] Project = [".npmrc", "package.json", "package-lock.json", "tsconfig.json", "lifecycle.mjs"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_generated_client_walks_the_whole_life_of_an_image()
    {
        CommandLine.Need("Install Node.js 20 or newer.", "node", "npm");
        await using var world = await ApiWorld.OpenAsync(works: true, listens: true);
        using var folder = new TestFolder();
        foreach (var file in Project)
            await File.WriteAllTextAsync(folder.File(file), SourceTree.Read($"Rankion.Tests/Client/{file}"), Ct);
        await File.WriteAllTextAsync(folder.File("openapi.json"), await world.Http.GetStringAsync("/openapi/v1.json", Ct), Ct);

        await NpmAsync("ci", "--prefer-offline");
        await NpmAsync("run", "generate");
        await NpmAsync("run", "compile");
        await NpmAsync("run", "walk");

        Task NpmAsync(params string[] arguments) => CommandLine.RunAsync("npm", arguments, folder.Path, ("TOKEN", world.Team.Token));
    }
}
