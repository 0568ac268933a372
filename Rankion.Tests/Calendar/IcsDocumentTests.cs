using System.Text;
using Rankion.Core.Calendar;
using Rankion.Tests.Architecture;
using Rankion.Tests.Client;
using Rankion.Tests.Support;

namespace Rankion.Tests.Calendar;

public sealed class IcsDocumentTests
{
    private const string Awkward = "Hello; \"comma, semicolon\" \\ back\\nslash\r\nsecond line\n\n\tthird 👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀 größer als fünfundsiebzig Oktette";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_is_at_most_75_octets_and_none_cuts_a_character()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var made = await MakeAsync(world);
        var text = IcsDocument.Write("Plan; für, alle", [made], e => $"https://rankion.example/calendar?event={e.Id}");
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        var lines = text.Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('�', line);
        });
        Assert.Contains(lines, line => line.StartsWith(' '));
        var unfolded = text.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("X-WR-CALNAME:Plan\\; für\\, alle\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260515T090000Z\r\nDURATION:PT90M\r\n", unfolded, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED\r\n", unfolded, StringComparison.Ordinal);
        Assert.Equal(text, IcsDocument.Write("Plan; für, alle", [made], e => $"https://rankion.example/calendar?event={e.Id}"));
    }

    [Fact]
    public async Task An_id_stays_and_its_sequence_grows_with_every_change()
    {
        await using var world = await PlanningWorld.OpenAsync();
        var made = await MakeAsync(world);
        var before = IcsDocument.Write("Plan", [made], _ => "x").Split("\r\n");
        world.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        var moved = (await world.Planner.ShiftAsync(world.Owner, [made.Id], 1, null, Ct))[0];
        var after = IcsDocument.Write("Plan", [moved], _ => "x").Split("\r\n");
        Assert.Equal(Value(before, "UID:"), Value(after, "UID:"));
        Assert.Equal(("1", "2"), (Value(before, "SEQUENCE:"), Value(after, "SEQUENCE:")));
        Assert.NotEqual(Value(before, "LAST-MODIFIED:"), Value(after, "LAST-MODIFIED:"));
    }

    [Fact]
    public async Task A_parser_of_others_reads_back_what_was_planned()
    {
        CommandLine.Need("Install Node.js 20 or newer.", "node", "npm");
        await using var world = await PlanningWorld.OpenAsync();
        var made = await MakeAsync(world);
        var idea = await world.PlanAsync("Draft, not yet sure", PlanningWorld.Utc(2026, 5, 16, 9), status: EventStatus.Draft);
        using var folder = new TestFolder();
        foreach (var file in new[] { ".npmrc", "package.json", "package-lock.json", "read.mjs" })
            await File.WriteAllTextAsync(folder.File(file), SourceTree.Read($"Rankion.Tests/Calendar/Ics/{file}"), Ct);
        await File.WriteAllTextAsync(folder.File("calendar.ics"), IcsDocument.Write("Plan; für, alle", [made, idea], e => $"https://rankion.example/calendar?event={e.Id}"), Ct);

        await CommandLine.RunAsync("npm", ["ci", "--prefer-offline"], folder.Path);
        var read = System.Text.Json.JsonElement.Parse(await CommandLine.RunAsync("node", ["read.mjs", "calendar.ics"], folder.Path));

        Assert.Equal(("Plan; für, alle", "PT1H"), (read.Text("name"), read.Text("refresh")));
        var (first, second) = (read.GetProperty("events")[0], read.GetProperty("events")[1]);
        Assert.Equal((made.Title, made.Notes!.ReplaceLineEndings("\n"), "CONFIRMED"), (first.Text("summary"), first.Text("description"), first.Text("status")));
        Assert.Equal(("2026-05-15T09:00:00.000Z", "2026-05-15T10:30:00.000Z"), (first.Text("start"), first.Text("end")));
        Assert.Equal(($"https://rankion.example/calendar?event={made.Id}", 1), (first.Text("url"), first.GetProperty("sequence").GetInt32()));
        Assert.Equal((idea.Title, "TENTATIVE", "2026-05-16T09:00:00.000Z"), (second.Text("summary"), second.Text("status"), second.Text("start")));
        Assert.NotEqual(first.Text("uid"), second.Text("uid"));
    }

    private static async Task<CalendarEvent> MakeAsync(PlanningWorld world) => (await world.Planner.CreateAsync(world.Owner, world.Project.Id, new()
    {
        Title = "Launch; “AI, Coding” \\ Tools — " + new string('ü', 60),
        Notes = new(Awkward),
        ScheduledAt = new(PlanningWorld.Utc(2026, 5, 15, 9)),
        DurationMinutes = new(90),
    }, Ct))!;

    private static string Value(string[] lines, string name) => lines.Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..];
}
