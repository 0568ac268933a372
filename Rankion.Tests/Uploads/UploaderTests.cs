using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Core.Uploads;
using Rankion.Tests.Imaging;
using Rankion.Tests.Imaging.Metadata;
using Rankion.Tests.Support;

namespace Rankion.Tests.Uploads;

public sealed class UploaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_upload_is_an_image_that_is_ready_and_tells_of_its_file(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var heard = new List<TeamEvent>();
        using var listening = stage.Get<ChangeFeed>().Subscribe(team.Id, heard.Add);
        var bytes = MarkedPictures.WithExif(ImageFormat.Jpeg, camera: "Pixel 9", place: true, orientation: 6);

        var uploaded = await stage.Get<Uploader>().UploadAsync(team.Owner, bytes, new() { FileName = "C:\\pics\\harbour_dawn.jpg", Tags = ["Sea"] }, Ct);

        var image = (await stage.Get<Gallery>().FindAsync(team.Owner, uploaded.Image.Id, Ct))!.Image;
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Uploaded, "harbour dawn", false), (image.Status, image.Source, image.Title, image.IsTitled));
        Assert.Equal(("", "upload", "upload", 0), (image.Prompt, image.Model, image.Provider, image.Credits));
        Assert.Equal((48, 64, "jpeg", bytes.Length), (image.Width, image.Height, image.Format, image.SizeBytes));
        Assert.Equal(["sea"], image.Tags);
        Assert.Null(uploaded.DuplicateOf);
        var facts = (await stage.Get<ImageOrigins>().FindAsync(team.Owner, image.Id, Ct))!;
        Assert.Equal(("harbour_dawn.jpg", "Pixel 9", true, 6), (facts.FileName, facts.Camera, facts.HasLocation, facts.Orientation));
        Assert.Null(await stage.Get<ImageOrigins>().FindAsync((await stage.CreateTeamAsync()).Owner, image.Id, Ct));
        Assert.Equal([image.Id], Assert.IsType<ImagesAdded>(Assert.Single(heard)).ImageIds);
    }

    [DatabaseTheory]
    public async Task What_an_AI_tool_wrote_becomes_prompt_and_model(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var bytes = MarkedPictures.Png("tEXt", ("parameters", "a red harbour\nNegative prompt: fog\nSteps: 3, Model: dream\u0000er"));

        var (image, facts, _, _) = await stage.Get<Uploader>().UploadAsync(team.Owner, bytes, new() { FileName = "00001.png" }, Ct);

        Assert.Equal(("a red harbour", "a red harbour", "dreamer", true), (image.Prompt, image.Title, image.Model, image.HasAiMark));
        Assert.Equal(("automatic1111", "fog"), (facts!.AiTool, facts.NegativePrompt));
    }

    [DatabaseTheory]
    public async Task The_same_bytes_are_stored_once_and_told(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var (team, other) = (await stage.CreateTeamAsync(), await stage.CreateTeamAsync());
        var uploader = stage.Get<Uploader>();
        var bytes = Pictures.Make(64, 64);

        var first = await uploader.UploadAsync(team.Owner, bytes, new() { Title = "One" }, Ct);
        var files = Files(stage);
        var second = await uploader.UploadAsync(team.Owner, bytes, new() { Title = "Two", Tags = ["b"] }, Ct);
        var skipped = await uploader.UploadAsync(team.Owner, bytes, new() { Title = "Three", Duplicates = DuplicatePolicy.Skip }, Ct);
        var foreign = await uploader.UploadAsync(other.Owner, bytes, new() { Duplicates = DuplicatePolicy.Skip }, Ct);

        Assert.Equal((first.Image.Id, true), (second.DuplicateOf, second.IsNew));
        Assert.Equal((first.Image.Id, first.Image.Id, false), (skipped.Image.Id, skipped.DuplicateOf, skipped.IsNew));
        Assert.Equal((null, true), (foreign.DuplicateOf, foreign.IsNew));
        Assert.Equal(files, Files(stage));
    }

    [DatabaseTheory]
    public async Task Of_many_at_once_that_skip_duplicates_one_is_kept(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var team = await stage.CreateTeamAsync();
        var bytes = Pictures.Make(64, 64);

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stage.Get<Uploader>().UploadAsync(team.Owner, bytes, new() { Duplicates = DuplicatePolicy.Skip }, Ct)));

        Assert.Single(all, u => u.IsNew);
        Assert.Single(all.Select(u => u.Image.Id).Distinct());
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing()
    {
        await using var stage = await Stage.OpenAsync(configure: setup =>
        {
            setup.Settings["Rankion:Uploads:MaxBytes"] = "20000";
            setup.Settings["Rankion:Uploads:MaxPixels"] = "10000";
        });
        var team = await stage.CreateTeamAsync();
        var reader = await stage.Services.AddMemberAsync(team.Id, TeamRole.Viewer);
        var small = Pictures.Make(64, 64);
        (byte[] Bytes, UploadRequest Request, Actor Actor, int Status)[] bad =
        [
            (small, new(), reader.Actor, 403),
            (new byte[20_001], new(), team.Owner, 413),
            ([], new(), team.Owner, 422),
            ("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), new(), team.Owner, 422),
            ("plain words, named .png"u8.ToArray(), new(), team.Owner, 422),
            ("%PDF-1.7"u8.ToArray(), new(), team.Owner, 422),
            (small[..100], new(), team.Owner, 422),
            (Pictures.PngClaiming(50_000, 50_000), new(), team.Owner, 422),
            (TinyPng.Of(200, 200), new(), team.Owner, 422),
            (small, new() { Title = new string('x', 201) }, team.Owner, 422),
            (small, new() { Tags = [new string('x', 65)] }, team.Owner, 422),
            (small, new() { ProjectId = 4711 }, team.Owner, 422),
        ];

        foreach (var (bytes, request, actor, status) in bad)
            Assert.Equal(status, (await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Uploader>().UploadAsync(actor, bytes, request, Ct))).Status);

        await using var db = await stage.Database.OpenAsync(Ct);
        Assert.Equal((0, 0), (await db.For(team.Owner).Images.CountAsync(Ct), await db.For(team.Owner).ImageOrigins.CountAsync(Ct)));
        Assert.Equal([], Files(stage));
    }

    private static string[] Files(Stage stage) =>
        Directory.Exists(Path.Combine(stage.DataPath, "files")) ? [.. Directory.EnumerateFiles(Path.Combine(stage.DataPath, "files"), "*", SearchOption.AllDirectories).Order()] : [];
}
