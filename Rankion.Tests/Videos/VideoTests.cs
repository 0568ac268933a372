using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Sharing;
using Rankion.Core.Similar;
using Rankion.Core.Storage;
using Rankion.Core.Uploads;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Videos;

public sealed class VideoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_video_is_kept_as_it_is_and_listed_by_its_type(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider, Without);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var film = Films.Mp4();
        var picture = await stage.AddImageAsync(actor);

        var video = (await stage.Get<Uploader>().UploadAsync(actor, film, new() { FileName = "harbour.txt" }, Ct)).Image;

        Assert.Equal(("harbour", "mp4", 320, 180, 2500, film.Length), (video.Title, video.Format, video.Width, video.Height, video.DurationMs, video.SizeBytes));
        Assert.Equal((ProcessingStatus.Ready, null, true), (video.Status, video.PerceptualHash, video.Placeholder!.StartsWith("data:image/webp", StringComparison.Ordinal)));
        Assert.Equal([video.Id], await ListAsync(stage, actor, new() { Video = true }));
        Assert.Equal([picture.Id], await ListAsync(stage, actor, new() { Video = false }));
        foreach (var sort in new[] { ImageSort.Oldest, ImageSort.Edited })
            Assert.Equal([video.Id], await ListAsync(stage, actor, new() { Video = true, Sort = sort, Source = ImageSource.Uploaded }));
        var store = stage.Get<IBlobStore>();
        await using var kept = await store.OpenAsync(BlobNames.Original(video.Sha256!, "mp4"), Ct);
        Assert.Equal(film.Length, kept!.Length);
        await using var poster = await store.OpenAsync(BlobNames.Thumbnail(video.Sha256!, 320), Ct);
        var bytes = new byte[poster!.Length];
        await poster.ReadExactlyAsync(bytes, Ct);
        Assert.Equal((320, 180), ImageInfo.Read(bytes) is var info ? (info.Width, info.Height) : default);
        Assert.Equal(0, await stage.Get<HashBackfill>().RunAsync(Ct));
    }

    [Fact]
    public async Task What_is_done_with_pictures_is_not_done_with_a_video()
    {
        await using var stage = await Stage.OpenAsync(configure: Without);
        var actor = (await stage.CreateTeamAsync(credits: 100)).Owner;
        var video = (await stage.Get<Uploader>().UploadAsync(actor, Films.Webm(), new(), Ct)).Image;

        foreach (var act in new Func<Task>[]
        {
            () => stage.Get<Editor>().EditAsync(actor, video.Id, new() { Prompt = "warmer" }, Ct),
            () => stage.Get<Upscaler>().UpscaleAsync(actor, video.Id, 2, Ct),
            () => stage.Get<Lookalikes>().OfAsync(actor, video.Id, 10, new(), Ct),
        })
            Assert.Equal((409, "image_is_video"), (await Assert.ThrowsAsync<RefusalException>(act)) is var refusal ? (refusal.Status, refusal.Code) : default);
        Assert.Empty((await stage.Get<Gallery>().FindAsync(actor, video.Id, Ct))!.Variants);
    }

    [Fact]
    public async Task A_frame_of_it_is_its_picture_where_ffmpeg_is_there_and_one_that_hangs_or_fails_is_given_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "frame.png"), Pictures.Make(320, 180), Ct);
        foreach (var (script, isFrame) in new[]
        {
            ($"#!/bin/sh\ncase \"$*\" in *'-protocol_whitelist file,pipe'*) cat {folder.Path}/frame.png;; esac\n", true),
            ("#!/bin/sh\nexec sleep 60\n", false), ("#!/bin/sh\necho no >&2; exit 1\n", false), ("#!/bin/sh\necho nothing\n", false),
        })
        {
            var program = Path.Combine(folder.Path, "ffmpeg");
            await File.WriteAllTextAsync(program, script, Ct);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using var stage = await Stage.OpenAsync(configure: setup => (setup.Settings["Rankion:Videos:Ffmpeg"], setup.Settings["Rankion:Videos:PosterSeconds"]) = (program, "1"));
            var actor = (await stage.CreateTeamAsync()).Owner;

            var video = (await stage.Get<Uploader>().UploadAsync(actor, Films.Mp4(), new(), Ct)).Image;

            Assert.Equal((script, isFrame), (script, video.DominantColor != "#3a3d46" && await RedAsync(stage, video)));
        }
    }

    [Fact]
    public async Task What_is_no_whole_video_is_refused_and_nothing_is_kept()
    {
        await using var stage = await Stage.OpenAsync(configure: Without);
        var actor = (await stage.CreateTeamAsync()).Owner;
        foreach (var bad in new[] { [], Films.Mp4()[..^10], Films.Webm()[..100], [.. Films.Mp4(), .. "<script>"u8] })
            Assert.Equal(422, (await Assert.ThrowsAsync<RefusalException>(() => stage.Get<Uploader>().UploadAsync(actor, bad, new(), Ct))).Status);
        Assert.Empty(await ListAsync(stage, actor, new()));
    }

    [Fact]
    public async Task A_stranger_with_a_link_gets_picture_and_film_without_hidden_words()
    {
        await using var stage = await Stage.OpenAsync(configure: Without);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var video = (await stage.Get<Uploader>().UploadAsync(actor, Films.Mp4(), new(), Ct)).Image;
        var (share, _) = (await stage.Get<Shares>().CreateAsync(actor, video.Id, new(), Ct))!.Value;
        var pictures = stage.Get<PublicPictures>();

        foreach (var given in new[] { await pictures.VideoAsync(video, Ct), await pictures.DownloadAsync(share, video, Ct), await pictures.VideoAsync(video, Ct) })
        {
            await using var bytes = given!.Bytes;
            using var copy = new MemoryStream();
            await bytes.CopyToAsync(copy, Ct);
            Assert.Equal("video/mp4", given.MediaType);
            Assert.DoesNotContain("Phone", System.Text.Encoding.Latin1.GetString(copy.ToArray()));
        }
        Assert.Equal("image/webp", (await pictures.PageAsync(video, Ct))!.MediaType);
    }

    /// <summary>No ffmpeg, whatever this machine has.</summary>
    private static void Without(TestSetup setup) => setup.Settings["Rankion:Videos:Ffmpeg"] = "/nowhere/ffmpeg";

    private static async Task<bool> RedAsync(Stage stage, Image video)
    {
        await using var poster = await stage.Get<IBlobStore>().OpenAsync(BlobNames.Thumbnail(video.Sha256!, 320), Ct);
        var bytes = new byte[poster!.Length];
        await poster.ReadExactlyAsync(bytes, Ct);
        return Pictures.PixelAt(bytes, 20, 90) is var p && p.R > p.B + 80;
    }

    private static async Task<IEnumerable<long>> ListAsync(Stage stage, Actor actor, ImageFilter filter) =>
        (await stage.Get<Gallery>().ListAsync(actor, filter, new(), Ct)).Items.Select(i => i.Id);
}
