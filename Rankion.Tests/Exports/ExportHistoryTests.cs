using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Exports;

public sealed class ExportHistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_history_lists_the_teams_exports_and_one_runs_again(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var first = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 1));
        var second = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 2));
        var exporter = world.Stage.Get<Exporter>();
        var job = Assert.Single(await exporter.RequestAsync(
            world.Actor, ImageScope.Of(second.Id, first.Id), new() { Format = ExportFormat.Webp, Quality = 60, IncludePrompts = false }, Ct));

        var again = await exporter.RepeatAsync(world.Actor, job, Ct);

        var page = await exporter.ListAsync(world.Actor, new(), Ct);
        Assert.Equal((2, 2), (page.Total, page.Items.Count));
        Assert.Equal([again!.Value, job], page.Items.Select(l => l.State.Job.Id));
        Assert.All(page.Items, l => Assert.Equal(
            ($"{second.Id},{first.Id}", ExportFormat.Webp, 60, true, ExportStatus.Queued, world.Team.OwnerEmail.Split('@')[0]),
            (string.Join(',', l.State.Export.ImageIds), l.State.Export.Format, l.State.Export.Quality, l.State.Export.OmitPrompts, l.State.Status, l.By)));
        Assert.Empty((await exporter.ListAsync(world.Actor, new(Number: 2), Ct)).Items);
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;
        Assert.Equal(0, (await exporter.ListAsync(stranger, new(), Ct)).Total);
        Assert.Null(await exporter.RepeatAsync(stranger, job, Ct));
    }

    [DatabaseTheory]
    public async Task More_images_than_fit_into_one_archive_become_several(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var ids = new List<long>();
        for (var i = 0; i < ExportRequest.MaxImages + 1; i++)
            ids.Add((await world.Stage.AddImageAsync(world.Actor)).Id);
        var exporter = world.Stage.Get<Exporter>();
        var scope = ImageScope.Of([.. ids, 987654321]);
        Assert.Equal(2, (await exporter.EstimateAsync(world.Actor, scope, Ct)).Archives);

        var jobs = await exporter.RequestAsync(world.Actor, scope, new(), Ct);

        var states = new List<ExportState>();
        foreach (var job in jobs)
            states.Add((await exporter.FindAsync(world.Actor, job, Ct))!);
        Assert.Equal([ExportRequest.MaxImages, 1], states.Select(s => s.Export.ImageIds.Count));
        Assert.Equal(ids, states.SelectMany(s => s.Export.ImageIds));
    }

    [Fact]
    public async Task An_estimate_counts_what_would_come_along()
    {
        await using var world = await World.OpenStillAsync();
        var png = Pictures.MakeNoise(64, 48, 1);
        var whole = await world.AddImageAsync(png);
        var trashed = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 2), i => i.DeletedAt = i.CreatedAt);
        var estimate = await world.Stage.Get<Exporter>().EstimateAsync(world.Actor, ImageScope.Of(whole.Id, trashed.Id), Ct);
        Assert.Equal(new ExportEstimate(2, 1, png.Length), estimate);
    }

    [Fact]
    public async Task Without_prompts_nothing_tells_them()
    {
        await using var world = await World.OpenAsync();
        var chosen = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 1), i => (i.Title, i.IsTitled, i.Prompt) = ("Harbour", true, "a secret harbour"));
        var made = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 2), i => (i.Title, i.IsTitled, i.Prompt) = ("A secret plan", false, "a secret plan"));

        var export = await world.ExportAsync(ExportingWorld.Of(chosen, made) with { IncludePrompts = false });

        var files = await world.UnpackAsync(export.Export);
        Assert.Equal([$"harbour-{chosen.Id}.png", $"image-{made.Id}.png", "manifest.json", "manifest.csv"], files.Keys);
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(files["manifest.json"]) + System.Text.Encoding.UTF8.GetString(files["manifest.csv"]), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_lower_quality_makes_a_smaller_archive()
    {
        await using var world = await World.OpenAsync();
        var image = await world.AddImageAsync(Pictures.MakeNoise(256, 256, 1));
        var fine = await world.ExportAsync(ExportingWorld.Of(image) with { Format = ExportFormat.Jpeg, Quality = 95 });
        var coarse = await world.ExportAsync(ExportingWorld.Of(image) with { Format = ExportFormat.Jpeg, Quality = 30 });
        Assert.True(coarse.Export.SizeBytes < fine.Export.SizeBytes / 2);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.RequestAsync(ExportingWorld.Of(image) with { Quality = 101 }));
        Assert.Equal(["quality"], refusal.Errors.Keys);
    }
}
