using Microsoft.Extensions.Logging;
using Rankion.Core.Imaging.Vips;

namespace Rankion.Core.Imaging;

/// <summary>Where all work on pixels runs: off the caller's thread, and no more at once than there are processors. That also bounds its memory.</summary>
public sealed class PixelGate : IDisposable
{
    private readonly SemaphoreSlim slots = new(Environment.ProcessorCount);

    public PixelGate(ILogger<PixelGate> logger, TimeProvider time) => VipsLibrary.Warning = new VipsLog(logger, time).Write;

    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();
}
