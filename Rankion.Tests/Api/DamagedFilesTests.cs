using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Rankion.Tests.Imaging.Metadata;
using Rankion.Tests.Uploads;

namespace Rankion.Tests.Api;

/// <summary>
/// Damaged files of every format through the endpoint. <c>MUTATIONS=10000</c> runs as many and looks at the memory too, which needs the
/// process for itself: whoever changes what reads files runs it.
/// </summary>
public sealed class DamagedFilesTests(ITestOutputHelper output)
{
    private const int Few = 600;

    /// <summary>Bytes. What is in use is counted, managed and native, and not what the process holds: allocators keep pages for later.</summary>
    private const long MaxGrowth = 8 << 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_are_taken_or_refused_but_never_break_anything()
    {
        await using var world = await ApiWorld.OpenAsync(configure: setup => setup.Settings["Rankion:RateLimits:PerMinute"] = "1000000");
        var mutations = new Mutations(seed: 8, MarkedPictures.Samples());
        var asked = Environment.GetEnvironmentVariable("MUTATIONS");
        var count = asked is null ? Few : int.Parse(asked, CultureInfo.InvariantCulture);
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        var watch = Stopwatch.StartNew();

        var used = new List<long>();
        for (var fifth = 0; fifth < 5; fifth++)
        {
            await SendAsync(fifth * count / 5, (fifth + 1) * count / 5);
            used.Add(Used());
        }

        output.WriteLine($"{count} files: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Value} x {(int)s.Key}"))}; "
            + $"MB in use after each fifth: {string.Join(", ", used.Select(bytes => bytes >> 20))}, of {Environment.WorkingSet >> 20} that the process holds; {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(asked is null || used[^1] - used[0] < MaxGrowth, $"Memory grew: {string.Join(", ", used)} bytes.");

        Task SendAsync(int from, int to) => Parallel.ForAsync(from, to, Ct, async (i, ct) =>
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(mutations.File(i)), "file", "x.png" } };
            using var answer = await world.Http.PostAsync("/v1/images", form, ct);
            Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity, $"File {i}: {answer.StatusCode}");
            statuses.AddOrUpdate(answer.StatusCode, 1, (_, times) => times + 1);
        });
    }

    private static long Used()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true) + (OperatingSystem.IsLinux() ? AskAllocator().Used : 0);
    }

    [DllImport("libc", EntryPoint = "mallinfo2")]
    private static extern Allocated AskAllocator();

    /// <summary>glibc's <c>struct mallinfo2</c>.</summary>
    private readonly record struct Allocated(nint Arena, nint Chunks, nint FastChunks, nint Maps, nint Mapped, nint Most, nint FastFree, nint Used, nint Free, nint Top);
}
