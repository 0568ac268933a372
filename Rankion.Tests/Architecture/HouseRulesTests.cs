using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Data.Postgres;
using Rankion.Core.Data.Sqlite;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Architecture;

/// <summary>CONTRIBUTING.md, "House rules", as far as a machine can read it.</summary>
public sealed partial class HouseRulesTests
{
    [Fact]
    public void Core_knows_no_web()
    {
        string[] allowed = ["Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.AspNetCore.DataProtection.Abstractions"];
        Assert.Equal([], SourceTree.Core.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)).Except(allowed));
    }

    [Fact]
    public void Names_say_what_a_thing_is()
    {
        var types = SourceTree.WrittenTypes(SourceTree.Core, SourceTree.Web, typeof(HouseRulesTests).Assembly)
            .Select(t => t.FullName!).Where(name => EmptyName().IsMatch(name));
        Assert.Equal([], types);
        string[] folders = ["Helpers", "Utils", "Common", "Models", "Managers", "Services"];
        Assert.Equal([], SourceTree.Files.Where(f => f.Split('/').Intersect(folders).Any()));
    }

    [Theory]
    [InlineData(".razor.cs", 300)]
    [InlineData(".razor", 200)]
    [InlineData(".cs", 350)]
    public void Files_are_short(string kind, int cap) => Assert.Equal([], SourceTree.Files
        .Where(f => f.EndsWith(kind, StringComparison.Ordinal) && (kind != ".cs" || !f.EndsWith(".razor.cs", StringComparison.Ordinal)))
        .Select(f => (File: f, Lines: SourceTree.Read(f).Count(c => c == '\n')))
        .Where(f => f.Lines > cap).Select(f => $"{f.File}: {f.Lines} lines, at most {cap}"));

    [Fact]
    public void Methods_are_short() => Assert.Equal([], new[] { SourceTree.Core, SourceTree.Web, typeof(HouseRulesTests).Assembly }
        .SelectMany(SourceTree.Methods)
        .Where(m => m.Lines > 60 && m.File.EndsWith(".cs", StringComparison.Ordinal) && !m.File.Contains("/obj/", StringComparison.Ordinal) && !m.File.Contains("/Migrations/", StringComparison.Ordinal))
        .Select(m => $"{m.Name}: {m.Lines} lines, at most 60"));

    [Fact]
    public void Classes_are_sealed() => Assert.Equal([], SourceTree.WrittenTypes(SourceTree.Core, SourceTree.Web)
        .Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false } && !typeof(IComponent).IsAssignableFrom(t) && t != typeof(Program) && t.Name != "_Imports")
        .Select(t => t.FullName));

    [Fact]
    public void A_class_that_needs_more_than_six_others_is_two_classes() => Assert.Equal([], SourceTree.WrittenTypes(SourceTree.Core, SourceTree.Web)
        .Where(t => t.IsClass && t.GetMethod("<Clone>$") is null)
        .SelectMany(t => t.GetConstructors().Select(c => (Type: t, Needs: c.GetParameters().Count(p => p.ParameterType.IsClass || p.ParameterType.IsInterface))))
        .Where(c => c.Needs > 7).Select(c => $"{c.Type.FullName}: {c.Needs}"));

    /// <summary>A port has two real sides, or is about to: a disk and a bucket, one kind of job and the next.</summary>
    [Fact]
    public void Interfaces_are_few()
    {
        string[] ports = ["IBlobStore", "IChatModel", "IEmailSender", "IImageProvider", "IJob", "ITileShelf"];
        Assert.Equal([], SourceTree.WrittenTypes(SourceTree.Core, SourceTree.Web).Where(t => t.IsInterface).Select(t => t.Name).Except(ports));
    }

    [Fact]
    public void What_is_awaited_is_called_Async() => Assert.Equal([], SourceTree.WrittenTypes(SourceTree.Core)
        .Where(t => !typeof(Quartz.IJob).IsAssignableFrom(t))
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) || m.ReturnType.FullName?.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal) == true)
        .Where(m => !m.IsSpecialName && !m.Name.Contains('<', StringComparison.Ordinal) && !m.Name.EndsWith("Async", StringComparison.Ordinal))
        .Select(m => $"{m.DeclaringType}.{m.Name}"));

    [Fact]
    public async Task Every_kind_of_job_is_registered()
    {
        await using var stage = await Stage.OpenAsync(configure: setup => setup.Settings["Rankion:Providers:OpenAI:ApiKey"] = "sk-test");
        var registered = stage.Services.GetKeyedServices<IJob>(KeyedService.AnyKey).Select(j => j.GetType());
        Assert.Equal([], SourceTree.WrittenTypes(SourceTree.Core).Where(t => t.IsClass && typeof(IJob).IsAssignableFrom(t)).Except(registered));
    }

    /// <summary>A record that is not public is silently not validated.</summary>
    [Fact]
    public async Task Request_bodies_are_public()
    {
        await using var app = await RankionApp.StartAsync();
        var bodies = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is ['/', 'v', '1', ..] or ['/', 'a', 'p', 'i', ..])
            .Select(e => e.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>();
        Assert.NotEmpty(bodies);
        Assert.Equal([], bodies.Where(b => !b.IsVisible).Select(b => b.FullName));
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        static IEnumerable<string> Of(Type context) => context.Assembly.GetTypes()
            .Where(t => t.Namespace == $"{context.Namespace}.Migrations" && typeof(Microsoft.EntityFrameworkCore.Migrations.Migration).IsAssignableFrom(t))
            .Select(t => t.Name).Order();
        Assert.NotEmpty(Of(typeof(SqliteRankionDbContext)));
        Assert.Equal(Of(typeof(SqliteRankionDbContext)), Of(typeof(PostgresRankionDbContext)));
    }

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Equal([], SourceTree.Files.Where(SourceTree.IsCode)
        .Where(f => Leftover().IsMatch(SourceTree.Read(f)) && !f.EndsWith("HouseRulesTests.cs", StringComparison.Ordinal)));

    [Fact]
    public void Tests_never_sleep() => Assert.Equal([], SourceTree.Files
        .Where(f => (f.StartsWith("Rankion.Tests/", StringComparison.Ordinal) || f.StartsWith("Rankion.E2E/", StringComparison.Ordinal)) && SourceTree.IsCode(f))
        .Where(f => !f.Contains("/Support/", StringComparison.Ordinal) && !f.EndsWith("HouseRulesTests.cs", StringComparison.Ordinal))
        .Where(f => Sleep().IsMatch(SourceTree.Read(f))));

    [Fact]
    public void Test_names_are_sentences() => Assert.Equal([], typeof(HouseRulesTests).Assembly.GetTypes()
        .SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttributes().OfType<Xunit.v3.IFactAttribute>().Any() && !m.Name.Contains('_', StringComparison.Ordinal))
        .Select(m => $"{m.DeclaringType}.{m.Name}"));

    [GeneratedRegex("(Service|Manager|Helper|Helpers|Util|Utils|Processor|Impl)(`\\d)?$")]
    private static partial Regex EmptyName();

    [GeneratedRegex("\\b(TODO|FIXME|HACK|XXX)\\b|NotImplementedException")]
    private static partial Regex Leftover();

    [GeneratedRegex("Task\\.Delay\\(|Thread\\.Sleep\\(|WaitForTimeoutAsync\\(")]
    private static partial Regex Sleep();
}
