using System.Collections.Concurrent;
using Rankion.Core;
using Rankion.Core.Images;

namespace Rankion.Web.Api;

/// <summary>
/// The ETags of the images that were shown lately, so that whoever polls hears that nothing has changed without an image being read. An
/// ETag holds as long as the stamp that was taken before its image was read, and no longer than the answer stays the same by itself.
/// </summary>
internal sealed class ShownImages(ViewStamps stamps, TimeProvider time)
{
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<(long TeamId, long ImageId, string Server), Shown> kept = [];

    /// <summary>Opens a look at an image: what is kept of it, and the stamp by which a new answer is kept.</summary>
    /// <param name="server">What the links in the answer begin with.</param>
    public async ValueTask<Look> LookAsync(Actor actor, long imageId, string server, CancellationToken ct)
    {
        var stamp = await stamps.ReadAsync(actor, ct);
        var known = kept.TryGetValue((actor.TeamId, imageId, server), out var shown) && shown.Stamp == stamp && time.UtcNow() < shown.Until && time.UtcNow() >= shown.From;
        return new(known ? shown!.ETag : null, (etag, from, until) =>
        {
            if (kept.Count >= MaxKept)
                kept.Clear();
            kept[(actor.TeamId, imageId, server)] = new(stamp, etag, from, until);
        });
    }

    /// <param name="ETag">Of the answer as it would be; null where it has to be made anew.</param>
    /// <param name="Keep">Keeps the ETag of a new answer, which stays the same from one instant to another.</param>
    public readonly record struct Look(string? ETag, Action<string, DateTime, DateTime> Keep);

    private sealed record Shown(ViewStamp Stamp, string ETag, DateTime From, DateTime Until);
}
