using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Rankion.Core.Imaging;
using Rankion.Core.Teams;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Tests.Uploads;

namespace Rankion.Tests.Api;

public sealed class UploadsApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_an_address_and_a_data_URI_each_become_an_image()
    {
        await using var elsewhere = await Elsewhere.StartAsync();
        await using var world = await ApiWorld.OpenAsync(configure: elsewhere.Use);
        var (file, fetched, inline) = (Pictures.Make(64, 48), Pictures.Make(48, 64, ImageFormat.Webp), Pictures.Make(32, 32, ImageFormat.Jpeg));
        elsewhere.Answer(fetched, "text/html");

        using var answer = await SendAsync(world, file, "harbour.png", ("title", "Harbour"), ("tags", "Sea"), ("tags", "dawn"));
        var byFile = (await answer.JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        var byUrl = (await world.PostAsync("/v1/images", new { image_url = "http://images.test/pics/boat.webp?sig=secret" }).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        var byData = (await world.PostAsync("/v1/images", new { image_url = $"data:text/plain;base64,{Convert.ToBase64String(inline)}", tags = new[] { "x" } }).JsonAsync(HttpStatusCode.Created)).GetProperty("data");

        Assert.Equal($"http://localhost/v1/images/{byFile.GetProperty("id")}", answer.Header("Location"));
        Assert.Equal(("Harbour", "uploaded", "ready", "png"), (byFile.Text("title"), byFile.Text("source"), byFile.Text("processing_status"), byFile.Text("format")));
        Assert.Equal("""["sea","dawn"]""", byFile.GetProperty("tags").GetRawText());
        Assert.Equal(("boat", "webp"), (byUrl.Text("title"), byUrl.Text("format")));
        Assert.Equal("http://images.test/pics/boat.webp", byUrl.GetProperty("origin").Text("source_url"));
        Assert.Equal("jpeg", byData.Text("format"));
        using var anybody = world.App.Client();
        Assert.Equal(file, await anybody.GetByteArrayAsync(byFile.Text("url"), Ct));
        var detail = (await world.GetAsync(answer.Header("Location")!).JsonAsync()).GetProperty("data");
        Assert.Equal("harbour.png", detail.GetProperty("origin").Text("file_name"));
    }

    [Fact]
    public async Task The_same_file_again_is_told()
    {
        await using var world = await ApiWorld.OpenAsync();
        var file = Pictures.Make(64, 48);

        var first = (await SendAsync(world, file).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        var second = (await SendAsync(world, file).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        var skipped = (await SendAsync(world, file, "x.png", ("duplicates", "skip")).JsonAsync()).GetProperty("data");

        Assert.Equal("null", first.GetProperty("duplicate_of").GetRawText());
        Assert.Equal(first.GetProperty("id").GetRawText(), second.GetProperty("duplicate_of").GetRawText());
        Assert.Equal(first.GetProperty("id").GetRawText(), skipped.GetProperty("id").GetRawText());
    }

    [Fact]
    public async Task What_cannot_be_taken_is_refused_by_field_and_leaves_nothing()
    {
        await using var world = await ApiWorld.OpenAsync();
        var theirs = await world.App.CreateTeamAsync();
        var picture = Pictures.Make(16, 16);
        (string Body, string Field)[] bad =
        [
            ("{}", "image_url"),
            ("""{"image_url":null}""", "image_url"),
            ("""{"image_url":"data:image/png;base64,!!!"}""", "image_url"),
            ("""{"image_url":"data:image/png;base64,"}""", "image_url"),
            ("""{"image_url":"data:image/svg+xml,<svg/>"}""", "image_url"),
            ($$"""{"image_url":"data:image/png;base64,{{Convert.ToBase64String("<svg/>"u8)}}"}""", "image_url"),
            ($$"""{"image_url":"data:;base64,{{Convert.ToBase64String(picture)}}","duplicates":"maybe"}""", "duplicates"),
            ($$"""{"image_url":"data:;base64,{{Convert.ToBase64String(picture)}}","project_id":4711}""", "project_id"),
        ];
        foreach (var (body, field) in bad)
            Assert.Equal([field], await world.PostTextAsync("/v1/images", body).InvalidAsync());
        foreach (var url in new[] { "http://127.0.0.1/", "http://localhost:1/", "file:///etc/passwd", "http://[::1]/", "nonsense" })
            await world.PostAsync("/v1/images", new { image_url = url }).ProblemAsync(422, "url_not_allowed");
        Assert.Equal(["file"], await SendAsync(world, "words"u8.ToArray(), "words.png").InvalidAsync());
        Assert.Equal(["file"], await SendAsync(world, picture[..80], "half.png").InvalidAsync());
        Assert.Equal(["project_id"], await SendAsync(world, picture, "a.png", ("project_id", "x")).InvalidAsync());
        Assert.Equal(["file"], await SendAsync(world, picture, "a.png", ("image_url", "https://images.test/")).InvalidAsync());
        await world.PostTextAsync("/v1/images", "--x", "multipart/form-data").ProblemAsync(400, "malformed_form");
        using var broken = new StringContent("--x\r\nbroken") { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x") } };
        await world.Http.PostAsync("/v1/images", broken, Ct).ProblemAsync(400, "malformed_form");
        await world.PostTextAsync("/v1/images", "x", "text/plain").ProblemAsync(415, "unsupported_media_type");
        var reader = await world.App.AddMemberAsync(world.Team, TeamRole.Viewer);
        using var http = world.App.Client(reader.Token);
        await world.PostAsync("/v1/images", new { image_url = "https://images.test/" }, client: http).ProblemAsync(403, "forbidden");

        Assert.Equal(0, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
        Assert.False(Directory.Exists(Path.Combine(world.App.DataPath, "files", "originals")));
        Assert.NotNull(theirs);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        await using var world = await ApiWorld.OpenAsync(listens: true);
        foreach (var (type, length) in new[] { ("multipart/form-data; boundary=x", 2L << 30), ("application/json", 30L << 20) })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(world.Http.BaseAddress!.Host, world.Http.BaseAddress.Port, Ct);
            await using var wire = socket.GetStream();
            // it is refused by what it announces
            await wire.WriteAsync(Encoding.ASCII.GetBytes(
                $"POST /v1/images HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {world.Team.Token}\r\nContent-Type: {type}\r\nContent-Length: {length}\r\n\r\n"), Ct);
            using var reader = new StreamReader(wire);
            var answer = await reader.ReadToEndAsync(Ct);
            Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
            Assert.Contains("request_too_large", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_file_is_what_its_bytes_are_whatever_it_is_called_and_hangs_behind_them()
    {
        await using var world = await ApiWorld.OpenAsync();
        var jpeg = Pictures.Make(64, 48, ImageFormat.Jpeg);
        byte[] script = [.. jpeg, .. "<script>alert(document.cookie)</script>"u8], archive = [.. Pictures.Make(32, 32), .. "PK\u0003\u0004 and what else a ZIP has"u8];
        (byte[] Bytes, string Name, string Type, string Format)[] taken = [(jpeg, "a.png", "image/png", "jpeg"), (script, "a.html", "text/html", "jpeg"), (archive, "a.zip", "application/zip", "png")];
        foreach (var (bytes, name, type, format) in taken)
        {
            var image = (await SendAsync(world, bytes, name, type).JsonAsync(HttpStatusCode.Created)).GetProperty("data");
            Assert.Equal(format, image.Text("format"));
            using var served = await world.App.Client().GetAsync(image.Text("url"), Ct);
            Assert.Equal(("image/" + format, "nosniff"), (served.Content.Headers.ContentType!.MediaType, served.Header("X-Content-Type-Options")));
        }
        (byte[] Bytes, string Name, string Type)[] refused =
        [
            ("<script>alert(1)</script>"u8.ToArray(), "a.png", "image/png"), ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "a.svg", "image/svg+xml"),
            ("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "a.png", "image/png"), ("GIF89a/*"u8.ToArray(), "a.gif", "image/gif"),
            ([.. "<script>"u8, .. jpeg], "a.jpg", "image/jpeg"), (jpeg[..(jpeg.Length / 2)], "a.jpg", "image/jpeg"), ([], "a.png", "image/png"),
            (Pictures.PngClaiming(50_000, 50_000), "bomb.png", "image/png"), (Pictures.PngClaiming(uint.MaxValue, uint.MaxValue), "bomb.png", "image/png"),
        ];
        foreach (var (bytes, name, type) in refused)
            Assert.Equal(["file"], await SendAsync(world, bytes, name, type).InvalidAsync());
        Assert.Equal(taken.Length, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    private static Task<HttpResponseMessage> SendAsync(ApiWorld world, byte[] file, string name, string type)
    {
        var content = new ByteArrayContent(file) { Headers = { ContentType = new(type) } };
        return world.Http.PostAsync("/v1/images", new MultipartFormDataContent { { content, "file", name } }, Ct);
    }

    private static Task<HttpResponseMessage> SendAsync(ApiWorld world, byte[] file, string name = "a.png", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value, Encoding.UTF8), field);
        form.Add(new ByteArrayContent(file), "file", name);
        return world.Http.PostAsync("/v1/images", form, Ct);
    }
}
