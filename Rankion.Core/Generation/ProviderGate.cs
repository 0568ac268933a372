using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Rankion.Core.Jobs;

namespace Rankion.Core.Generation;

/// <summary>Bounds the provider calls of this process, and stops one image's call alone.</summary>
public sealed class ProviderGate(IOptions<JobsOptions> options) : IDisposable
{
    private readonly SemaphoreSlim places = new(options.Value.ProviderCalls);
    private readonly ConcurrentDictionary<long, Call> calls = new();

    /// <summary>Waits for a place; disposing the result gives it back.</summary>
    internal async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await places.WaitAsync(ct);
        return new Place(places);
    }

    /// <summary>A token that is cancelled with <paramref name="ct"/> or by <see cref="Stop"/>, until it is disposed.</summary>
    internal Call Watch(long imageId, CancellationToken ct) => calls[imageId] = new Call(CancellationTokenSource.CreateLinkedTokenSource(ct), this, imageId);

    /// <summary>Stops the image's call, if it runs in this process.</summary>
    internal void Stop(long imageId)
    {
        if (calls.TryRemove(imageId, out var call))
            call.Cancel();
    }

    public void Dispose() => places.Dispose();

    /// <summary>One image's way through the provider.</summary>
    internal sealed class Call(CancellationTokenSource source, ProviderGate gate, long imageId) : IDisposable
    {
        public CancellationToken Token { get; } = source.Token;

        public void Cancel()
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // it ended just now
            }
        }

        public void Dispose()
        {
            gate.calls.TryRemove(new(imageId, this));
            source.Dispose();
        }
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
