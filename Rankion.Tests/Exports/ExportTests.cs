using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Exports;

public sealed class ExportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_archive_holds_every_image_as_it_is_and_what_is_known_of_it(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var png = Pictures.MakeNoise(64, 48, 1);
        var first = await world.AddImageAsync(png, i => (i.Title, i.Prompt, i.Tags) = ("Harbour", "=cmd|'/c calc'!A1", ["sea", "boat, red"]));
        var same = await world.AddImageAsync(png, i => i.Title = "Harbour");
        var jpeg = await world.AddImageAsync(Pictures.Make(32, 32, ImageFormat.Jpeg), i => (i.Title, i.ParentId) = ("../Nacht \"港\"", first.Id));

        var export = await world.ExportAsync(ExportingWorld.Of(jpeg, first, same, first));

        Assert.Equal((ExportStatus.Ready, 3, 3, 0), (export.Status, export.Job.Done, export.Job.Total, export.Export.Missing));
        Assert.Equal(world.Stage.Clock.UtcNow.AddDays(7), export.Export.ExpiresAt);
        var files = await world.UnpackAsync(export.Export);
        Assert.Equal([$"nacht-港-{jpeg.Id}.jpg", $"harbour-{first.Id}.png", $"harbour-{same.Id}.png", "manifest.json", "manifest.csv"], files.Keys);
        Assert.Equal(png, files[$"harbour-{first.Id}.png"]);
        Assert.Equal(png, files[$"harbour-{same.Id}.png"]);
        var images = files.Json("manifest.json").GetProperty("images").EnumerateArray().ToList();
        Assert.All(images, i => Assert.Equal(i.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(files[i.Text("file")!]))));
        Assert.Equal((first.Id, "=cmd|'/c calc'!A1"), (images[0].GetProperty("parent_id").GetInt64(), images[1].Text("prompt")));
        Assert.Equal(world.Team.OwnerEmail.Split('@')[0], images[0].Text("created_by"));
        var lines = files.Lines("manifest.csv");
        Assert.StartsWith("id,file,sha256,title,tags,prompt,", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        var line = $"{first.Id},harbour-{first.Id}.png,{first.Sha256},Harbour,\"sea, boat, red\",'=cmd|'/c calc'!A1,";
        Assert.StartsWith(line, lines[2], StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task What_cannot_come_along_is_named_and_the_rest_comes(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var whole = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 1));
        var trashed = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 2), i => i.DeletedAt = i.CreatedAt);
        var queued = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 3), i => i.Status = ProcessingStatus.Queued);
        var lost = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 4), i => i.Title = "=Lost");
        var cut = await world.AddImageAsync(Pictures.MakeNoise(64, 48, 5));
        var jobId = await world.RequestAsync(ExportingWorld.Of(trashed, queued, lost, cut, whole));
        File.Delete(PathOf(world, lost));
        await File.WriteAllBytesAsync(PathOf(world, cut), [1, 2, 3], Ct);

        await world.Stage.StartAsync();
        await world.Stage.Services.WhenJobEndsAsync(world.Actor, jobId);

        var export = await world.StateAsync(jobId);
        Assert.Equal((ExportStatus.Ready, 4), (export.Status, export.Export.Missing));
        var files = await world.UnpackAsync(export.Export);
        Assert.Equal([$"harbour-{whole.Id}.png", "manifest.json", "manifest.csv", "errors.csv"], files.Keys);
        string[] errors =
        [
            "id,title,reason",
            $"{trashed.Id},Harbour,trashed",
            $"{queued.Id},Harbour,not_ready",
            $"{lost.Id},'=Lost,file_missing",
            $"{cut.Id},Harbour,file_damaged",
        ];
        Assert.Equal(errors, files.Lines("errors.csv"));
        Assert.Equal(4, files.Json("manifest.json").GetProperty("missing").GetArrayLength());
    }

    [Fact]
    public async Task A_file_whose_bytes_have_changed_is_said_to_be_damaged()
    {
        await using var world = await World.OpenAsync();
        var (whole, changed) = (await world.AddImageAsync(Pictures.MakeNoise(64, 48, 1)), await world.AddImageAsync(Pictures.MakeNoise(64, 48, 2)));
        var bytes = await File.ReadAllBytesAsync(PathOf(world, changed), Ct);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(PathOf(world, changed), bytes, Ct);

        var files = await world.UnpackAsync((await world.ExportAsync(ExportingWorld.Of(whole, changed))).Export);

        Assert.Equal($"{changed.Id},Harbour,file_damaged", files.Lines("errors.csv")[1]);
        Assert.Equal(1, files.Json("manifest.json").GetProperty("images").GetArrayLength());
    }

    [Fact]
    public async Task Without_metadata_there_are_the_files_alone_and_without_any_file_there_is_no_archive()
    {
        await using var world = await World.OpenAsync();
        var image = await world.AddImageAsync(Pictures.Make(32, 32));
        var failed = await world.AddImageAsync(Pictures.Make(32, 32), i => i.Status = ProcessingStatus.Failed);

        var export = await world.ExportAsync(ExportingWorld.Of(image) with { IncludeMetadata = false });
        var empty = await world.ExportAsync(ExportingWorld.Of(failed));

        Assert.Equal([$"harbour-{image.Id}.png"], (await world.UnpackAsync(export.Export)).Keys);
        Assert.Equal((ExportStatus.Failed, "nothing_to_export", null), (empty.Status, empty.Job.ErrorCode, empty.Export.FileKey));
        Assert.Single(FilesIn(world, "exports"));
    }

    [Theory]
    [InlineData(ExportFormat.Png, "png")]
    [InlineData(ExportFormat.Jpeg, "jpg")]
    [InlineData(ExportFormat.Webp, "webp")]
    public async Task Images_are_made_to_be_of_one_format_where_they_are_not(ExportFormat format, string extension)
    {
        await using var world = await World.OpenAsync();
        var images = new List<Image>();
        foreach (var source in new[] { ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.Webp })
            images.Add(await world.AddImageAsync(Pictures.Make(40, 30, source)));

        var files = await world.UnpackAsync((await world.ExportAsync(ExportingWorld.Of(images) with { Format = format })).Export);

        var manifest = files.Json("manifest.json").GetProperty("images").EnumerateArray().ToList();
        Assert.Equal(images.Select(i => $"harbour-{i.Id}.{extension}"), manifest.Select(i => i.Text("file")));
        Assert.All(images.Zip(manifest), pair =>
        {
            var bytes = files[pair.Second.Text("file")!];
            Assert.Equal((40, 30, format.ToString()), (ImageInfo.Read(bytes).Width, ImageInfo.Read(bytes).Height, ImageFormats.Sniff(bytes).ToString()));
            Assert.Equal(pair.Second.Text("sha256"), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            var isOfTheFormat = string.Equals(pair.First.Format, format.ToString(), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(isOfTheFormat, pair.First.Sha256 == pair.Second.Text("sha256"));
        });
    }

    [DatabaseTheory]
    public async Task A_run_that_is_cut_off_leaves_nothing_and_the_next_one_makes_the_archive(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var (first, last) = (await world.AddImageAsync(Pictures.Make(32, 32)), await world.AddImageAsync(Pictures.Make(48, 32)));
        var jobId = await world.RequestAsync(ExportingWorld.Of(first, last));
        var job = world.Stage.Services.GetRequiredKeyedService<IJob>(ExportImagesJob.Kind);
        var dead = await TakeAsync(world.Stage);
        using (var kill = new CancellationTokenSource())
        using (world.Stage.Get<ChangeFeed>().Subscribe(world.Actor.TeamId, change => Cut(change, kill)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => job.RunAsync(dead, kill.Token));
        Assert.Empty(FilesIn(world, "exports"));
        Assert.Empty(FilesIn(world, "incoming"));

        world.Stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await using var second = world.Stage.OpenSecondServer();
        var run = await TakeAsync(second);
        await second.Services.GetRequiredKeyedService<IJob>(ExportImagesJob.Kind).RunAsync(run, Ct);
        var made = (await world.StateAsync(jobId)).Export.FileKey;
        Assert.NotNull(made);

        await job.RunAsync(run, Ct);
        await world.Stage.StartAsync();
        world.Stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.Stage.Services.WhenJobEndsAsync(world.Actor, jobId);
        var export = await world.StateAsync(jobId);
        Assert.Equal((ExportStatus.Ready, made), (export.Status, export.Export.FileKey));
        Assert.Equal(4, (await world.UnpackAsync(export.Export)).Count);
        Assert.Single(FilesIn(world, "exports"));

        static void Cut(TeamEvent change, CancellationTokenSource kill)
        {
            if (change is JobChanged { Stage: "checking" })
                kill.Cancel();
        }
    }

    [DatabaseTheory]
    public async Task An_archive_is_kept_for_a_week_and_then_goes(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var export = await world.ExportAsync(ExportingWorld.Of(await world.AddImageAsync(Pictures.Make(32, 32))));
        var (sweep, expiry) = (world.Stage.Get<OrphanSweep>(), world.Stage.Get<ExportExpiry>());

        world.Stage.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.Equal((0, 0), ((await sweep.RunAsync(Ct)).Removed, await expiry.RunAsync(Ct)));
        Assert.Equal(ExportStatus.Ready, (await world.StateAsync(export.Job.Id)).Status);
        Assert.Single(FilesIn(world, "exports"));

        world.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ExportStatus.Expired, (await world.StateAsync(export.Job.Id)).Status);
        Assert.Equal((1, 0), (await expiry.RunAsync(Ct), await expiry.RunAsync(Ct)));
        Assert.Equal(ExportStatus.Expired, (await world.StateAsync(export.Job.Id)).Status);
        Assert.Empty(FilesIn(world, "exports"));
    }

    [DatabaseTheory]
    public async Task A_cancelled_export_has_failed_and_what_nobody_needs_is_swept(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var jobId = await world.RequestAsync(ExportingWorld.Of(await world.AddImageAsync(Pictures.Make(32, 32))));
        var run = await TakeAsync(world.Stage);
        await world.Stage.Services.GetRequiredKeyedService<IJob>(ExportImagesJob.Kind).RunAsync(run, Ct);
        Assert.Equal(ExportStatus.Processing, (await world.StateAsync(jobId)).Status);

        await world.Stage.Get<JobQueue>().CancelAsync(world.Actor, jobId, Ct);

        Assert.Equal((ExportStatus.Failed, null), ((await world.StateAsync(jobId)).Status, (await world.StateAsync(jobId)).Export.FileKey));
        world.Stage.Clock.Advance(TimeSpan.FromHours(2));
        await world.Stage.Get<OrphanSweep>().RunAsync(Ct);
        Assert.Empty(FilesIn(world, "exports"));
    }

    [DatabaseTheory]
    public async Task Up_to_500_of_the_teams_own_images_are_taken(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var images = await world.Stage.Database.AddImagesAsync(world.Actor, world.Stage.Clock.UtcNow, Enumerable.Repeat<Action<Image>>(_ => { }, 501));
        var theirs = await world.Stage.AddImageAsync((await world.Stage.CreateTeamAsync()).Owner);

        await world.RequestAsync(ExportingWorld.Of([.. images.Take(500), images[0]]));
        await RefusedAsync([.. images.Select(i => i.Id)], "An export takes 1 to 500 images.");
        await RefusedAsync([], "An export takes 1 to 500 images.");
        await RefusedAsync([images[0].Id, theirs.Id, 999_999, -1], $"There are no such images: {theirs.Id}, 999999, -1.");
        Assert.Single(await world.Stage.Get<JobQueue>().ListRecentAsync(world.Actor, 10, Ct));

        async Task RefusedAsync(long[] ids, string message)
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.RequestAsync(new() { Ids = ids }));
            Assert.Equal((422, message), (refusal.Status, refusal.Errors["ids"].Single()));
        }
    }

    [Fact]
    public async Task Whoever_may_see_images_may_export_them_and_the_trail_remembers()
    {
        await using var world = await World.OpenStillAsync();
        var viewer = (await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Viewer)).Actor;
        var jobId = await world.RequestAsync(ExportingWorld.Of(await world.AddImageAsync(Pictures.Make(32, 32))), viewer);

        var entry = (await world.Stage.Get<AuditTrail>().ReadAsync(world.Actor, new(), new(), Ct)).Items.Single().Entry;

        var what = (entry.Action, entry.SubjectKind, entry.SubjectId, entry.UserId, entry.Detail);
        Assert.Equal(("export.requested", "export", jobId, viewer.UserId, "1 image"), what);
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;
        Assert.Null(await world.Stage.Get<Exporter>().FindAsync(stranger, jobId, Ct));
    }

    private static async Task<JobRun> TakeAsync(Stage server)
    {
        var leases = server.Get<JobLeases>();
        return new((await leases.TakeAsync(Ct)).Single(), leases.Owner, IsLastAttempt: false);
    }

    private static string PathOf(World world, Image image) =>
        Path.Combine(world.Stage.DataPath, "files", BlobNames.Original(image.Sha256!, image.Format!));

    private static string[] FilesIn(World world, string folder)
    {
        var path = Path.Combine(world.Stage.DataPath, "files", folder);
        return Directory.Exists(path) ? Directory.GetFiles(path) : [];
    }
}
