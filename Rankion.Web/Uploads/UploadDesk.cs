using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Uploads;

namespace Rankion.Web.Uploads;

/// <summary>
/// Takes files out of requests into Core: as a part of a form, behind an address, or in a data URI. A file is in memory only
/// while it is being worked on, so there are never more of them than there are places here.
/// </summary>
public sealed class UploadDesk(Uploader uploader, RemoteFiles remote, IOptions<UploadOptions> options) : IDisposable
{
    private readonly SemaphoreSlim places = new(Math.Max(2, Environment.ProcessorCount));

    /// <exception cref="RefusalException">As <see cref="Uploader"/>'s.</exception>
    public async Task<UploadedImage> TakeAsync(Actor actor, IFormFile file, UploadRequest request, CancellationToken ct)
    {
        actor.RequireWrite();
        if (file.Length > options.Value.MaxBytes)
            throw options.Value.TooLarge();
        await places.WaitAsync(ct);
        try
        {
            await using var stream = file.OpenReadStream();
            var bytes = await options.Value.ReadAsync(stream, (int)file.Length, ct);
            return await uploader.UploadAsync(actor, bytes, request with { FileName = file.FileName, Field = "file" }, ct);
        }
        finally
        {
            places.Release();
        }
    }

    /// <param name="url">http, https or a data URI.</param>
    /// <param name="field">What it was sent as.</param>
    /// <exception cref="RefusalException">As <see cref="Uploader"/>'s and <see cref="RemoteFiles"/>'.</exception>
    public async Task<UploadedImage> TakeAsync(Actor actor, string url, string field, UploadRequest request, CancellationToken ct)
    {
        actor.RequireWrite();
        if (string.IsNullOrWhiteSpace(url))
            throw Refusal.Invalid(field, "Send an address, or a data URI.");
        request = request with { Field = field };
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return await WorkAsync(() => uploader.UploadAsync(actor, Api.DataUri.Read(field, url), request, ct), ct);
        var file = await remote.FetchAsync(field, url, ct);
        var source = url.Split('?', '#')[0];
        return await WorkAsync(() => uploader.UploadAsync(actor, file.Bytes, request with { FileName = file.Name, SourceUrl = source }, ct), ct);
    }

    public void Dispose() => places.Dispose();

    private async Task<T> WorkAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        await places.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            places.Release();
        }
    }
}
