using System.Net;
using Rankion.Tests.Architecture;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ApiDocumentTests
{
    private const string Snapshot = "docs/openapi.v1.json";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_document_is_as_it_was_committed()
    {
        await using var app = await RankionApp.StartAsync();
        var document = (await app.Client().GetStringAsync("http://localhost:5080/openapi/v1.json", Ct)).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            await File.WriteAllTextAsync(Path.Combine(SourceTree.Root, Snapshot), document, Ct);
        Assert.True(document == SourceTree.Read(Snapshot), $"{Snapshot} is out of date. Look at what changed for those who call the API, then run the tests with UPDATE_SNAPSHOTS=1.");
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_what_it_answers()
    {
        await using var app = await RankionApp.StartAsync();
        var document = await app.Client().GetAsync("/openapi/v1.json", Ct).JsonAsync();
        Assert.StartsWith("3.1", document.Text("openapi"), StringComparison.Ordinal);
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").Text("scheme"));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => (Name: $"{method.Name} {path.Name}", Operation: method.Value))).ToList();
        Assert.NotEmpty(operations);
        Assert.All(operations, o =>
        {
            Assert.Matches("^[a-z]+ /(v1|api)/", o.Name);
            Assert.True(o.Operation.TryGetProperty("summary", out _), $"{o.Name} has no summary");
            Assert.True(o.Operation.TryGetProperty("operationId", out _), $"{o.Name} has no operationId");
            var responses = o.Operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToList();
            Assert.Contains(responses, status => status[0] == '2');
            Assert.Superset(new HashSet<string> { "401", "403", "429", "500" }, responses.ToHashSet());
        });
        Assert.Equal(operations.Count, operations.Select(o => o.Operation.Text("operationId")).Distinct().Count());
    }

    [Fact]
    public async Task The_reference_page_comes_from_this_server_alone()
    {
        await using var app = await RankionApp.StartAsync();
        using var page = await app.Client().GetAsync("/docs/index.html", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var html = await page.Content.ReadAsStringAsync(Ct);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", await app.Client().GetStringAsync("/docs/index.js", Ct), StringComparison.Ordinal);
    }
}
