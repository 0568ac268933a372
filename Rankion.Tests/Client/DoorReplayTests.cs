using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Rankion.Core.Images;
using Rankion.Core.Uploads;
using Rankion.Tests.Api;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;
using Rankion.Tests.Uploads;

namespace Rankion.Tests.Client;

/// <summary>The lines that other systems are documented with work here as they stand.</summary>
public sealed class DoorReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_documented_line_of_neuroflash_works_as_it_stands()
    {
        await using var elsewhere = await Elsewhere.StartAsync();
        await using var world = await ApiWorld.OpenAsync(configure: elsewhere.Use, listens: true);
        var picture = Pictures.Make(64, 48);
        elsewhere.Answer(picture);
        var workspace = ("{workspace_id}", $"{world.Team.Id}");
        var lines = DoorReplay.Read("neuroflash.txt");
        Assert.Equal(4, lines.Count);

        var (status, text) = await DoorReplay.RunAsync(world, lines[0].Line, workspace, ("\"string\"", "\"http://images.test/harbour.png\""));
        var made = JsonElement.Parse(text);
        Assert.Equal(HttpStatusCode.Created, status);
        DoorReplay.AssertLike(lines[0].Sample!.Value, made);
        Assert.Equal(($"{world.Team.Id}", $"{world.Team.Owner.UserId}", 64, 48), (made.Text("workspaceId"), made.Text("createdByUserId"), made.GetProperty("imageWidth").GetInt32(), made.GetProperty("imageHeight").GetInt32()));
        var image = ("{image_id}", made.Text("id")!);

        (status, text) = await DoorReplay.RunAsync(world, lines[1].Line, workspace);
        var list = JsonElement.Parse(text);
        Assert.Equal(HttpStatusCode.OK, status);
        DoorReplay.AssertLike(lines[1].Sample!.Value, list);
        Assert.Equal("""{"size":50,"totalElements":1,"totalPages":1,"currentPage":1}""", list.GetProperty("page").GetRawText());
        Assert.Equal(made.GetRawText(), Assert.Single(list.GetProperty("data").EnumerateArray()).GetRawText());

        (status, text) = await DoorReplay.RunAsync(world, lines[2].Line, workspace, image);
        Assert.Equal((HttpStatusCode.OK, made.GetRawText()), (status, text));
        DoorReplay.AssertLike(lines[2].Sample!.Value, JsonElement.Parse(text));
        Assert.Equal(picture, await world.Http.GetByteArrayAsync(made.GetProperty("_links").Text("content"), Ct));

        Assert.Equal((HttpStatusCode.NoContent, ""), await DoorReplay.RunAsync(world, lines[3].Line, workspace, image));
        Assert.Equal(HttpStatusCode.NotFound, (await DoorReplay.RunAsync(world, lines[2].Line, workspace, image)).Status);
    }

    [Fact]
    public async Task Every_documented_line_of_milady_works_as_it_stands()
    {
        await using var world = await ApiWorld.OpenAsync(listens: true);
        var lines = DoorReplay.Read("milady.txt");
        HttpStatusCode[] statuses =
        [
            HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK,
            HttpStatusCode.Created, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK,
        ];
        Assert.Equal(statuses.Length, lines.Count);
        var pictures = new[] { Pictures.Make(64, 48), Pictures.Make(48, 64), Pictures.Make(32, 32) };
        var ids = new List<long>();
        foreach (var picture in pictures)
            ids.Add((await world.App.Get<Uploader>().UploadAsync(world.Team.Owner, picture, new() { Tags = ["landscape", "sunset"] }, Ct)).Image.Id);
        var answers = new List<string>();
        var collection = "";

        foreach (var (call, expected) in lines.Zip(statuses))
        {
            var (status, text) = await DoorReplay.RunAsync(
                world, call.Line, ("gal_abc123", $"gal_{ids[0]}"), ("gal_def456", $"gal_{ids[1]}"), ("gal_ghi789", $"gal_{ids[2]}"), ("{collectionId}", collection));
            Assert.True(expected == status, $"{call.Line}\n{status}: {text}");
            if (call.Sample is { } sample)
                DoorReplay.AssertLike(sample, JsonElement.Parse(text));
            if (status == HttpStatusCode.Created && call.Line.Contains("collections", StringComparison.Ordinal))
                collection = JsonElement.Parse(text).Text("id")!;
            answers.Add(text);
            // what a line throws away, the next one needs
            await world.App.Get<Trash>().RestoreAsync(world.Team.Owner, ids, Ct);
        }

        Assert.Equal($$"""{"succeeded":["gal_{{ids[0]}}","gal_{{ids[1]}}"],"failed":[]}""", answers[4]);
        Assert.Equal("Product Shots", Assert.Single(JsonElement.Parse(answers[5]).GetProperty("items").EnumerateArray()).Text("name"));
        Assert.Equal("""["landscape","sunset","mountain"]""", JsonElement.Parse(answers[6]).GetProperty("tags").GetRawText());
        Assert.Equal(3, JsonElement.Parse(answers[7]).GetProperty("total").GetInt32());
        Assert.Equal(pictures[0], await File.ReadAllBytesAsync(Path.Combine(world.App.DataPath, "image.png"), Ct));
        await using var zip = await ZipFile.OpenReadAsync(Path.Combine(world.App.DataPath, "gallery.zip"), Ct);
        Assert.Equal([pictures[0].Length, pictures[1].Length], zip.Entries.Select(e => (int)e.Length));
    }
}
