using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Rankion.Core;
using Rankion.Core.Exports;
using Rankion.Core.Images;
using Rankion.Core.Storage;
using Rankion.Tests.Generation;
using Rankion.Tests.Support;

namespace Rankion.Tests.Exports;

internal static class ExportingWorld
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<long> RequestAsync(this World world, ExportRequest request, Actor? actor = null) =>
        world.Stage.Get<Exporter>().RequestAsync(actor ?? world.Actor, request, Ct);

    public static async Task<ExportState> StateAsync(this World world, long jobId) => (await world.Stage.Get<Exporter>().FindAsync(world.Actor, jobId, Ct))!;

    /// <summary>The export of these images, once its job has ended.</summary>
    public static async Task<ExportState> ExportAsync(this World world, ExportRequest request)
    {
        var jobId = await world.RequestAsync(request);
        await world.Stage.Services.WhenJobEndsAsync(world.Actor, jobId);
        return await world.StateAsync(jobId);
    }

    public static ExportRequest Of(params IEnumerable<Image> images) => new() { Ids = [.. images.Select(i => i.Id)] };

    public static Task<Stream?> OpenAsync(this World world, Export export) => world.Stage.Get<IBlobStore>().OpenAsync(BlobNames.Export(export.FileKey!), Ct);

    /// <summary>What the archive holds, by name.</summary>
    public static async Task<Dictionary<string, byte[]>> UnpackAsync(this World world, Export export)
    {
        await using var file = (await world.OpenAsync(export))!;
        Assert.Equal(export.SizeBytes, file.Length);
        await using var zip = new ZipArchive(file);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            Assert.Equal(entry.Length, entry.CompressedLength);
            using var bytes = new MemoryStream();
            await using (var stream = await entry.OpenAsync(Ct))
                await stream.CopyToAsync(bytes, Ct);
            files.Add(entry.FullName, bytes.ToArray());
        }
        return files;
    }

    public static JsonElement Json(this Dictionary<string, byte[]> files, string name) => JsonSerializer.Deserialize<JsonElement>(files[name]);

    public static string[] Lines(this Dictionary<string, byte[]> files, string name) =>
        Encoding.UTF8.GetString(files[name]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
