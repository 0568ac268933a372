using System.Globalization;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Imaging;
using Rankion.Tests.Api;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Client;

/// <summary>The lines that the API was first described with, letter for letter: they must work as they stand.</summary>
public sealed class SeedCurlTests
{
    private const string Edit = """
        curl -X POST "$BASE/images/42/edit" \
          -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \
          -d '{"prompt":"same scene, golden hour lighting"}'
        """;

    private const string Poll = """
        curl "$BASE/images/42" -H "Authorization: Bearer $TOKEN" \
          | jq '.data.variants[-1] | {id, processing_status, url}'
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_is_dispatched_and_polled_by_curl()
    {
        CommandLine.Need("./test.sh installs it.", "bash", "curl", "jq");
        await using var world = await ApiWorld.OpenAsync(works: true, listens: true);
        var stored = await world.App.Get<ImageIngest>().StoreAsync(Pictures.Make(640, 480, ImageFormat.Jpeg), Ct);
        await world.AddImageAsync(change: image =>
        {
            image.Id = 42;
            image.Complete(stored, null, image.CreatedAt);
        });

        var receipt = await ShellAsync(world, Edit);
        Assert.Equal(["job_id", "edit_session_id", "image_id", "image_ids"], receipt.EnumerateObject().Select(p => p.Name));
        await world.App.Services.WhenJobEndsAsync(world.Team.Owner, long.Parse(receipt.Text("job_id")!, CultureInfo.InvariantCulture));

        var variant = await ShellAsync(world, Poll);
        Assert.Equal((receipt.GetProperty("image_id").GetInt64(), "ready"), (variant.GetProperty("id").GetInt64(), variant.Text("processing_status")));
        using var anybody = world.App.Client();
        using var answer = await anybody.GetAsync(variant.Text("url"), Ct);
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<JsonElement> ShellAsync(ApiWorld world, string line)
    {
        var address = new Uri(world.Http.BaseAddress!, "/v1").ToString();
        var printed = await CommandLine.RunAsync("bash", ["-o", "pipefail", "-c", line], world.App.DataPath, ("BASE", address), ("TOKEN", world.Team.Token));
        return JsonElement.Parse(printed);
    }
}
