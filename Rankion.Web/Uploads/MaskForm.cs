using Rankion.Core;
using Rankion.Core.Editing;

namespace Rankion.Web.Uploads;

/// <summary>A mask as <c>multipart/form-data</c>: the PNG as <c>mask</c>, and whether it may be brought to the image's size as <c>fit</c>.</summary>
internal sealed record MaskForm(ReadOnlyMemory<byte> Mask, bool Fit)
{
    /// <summary>Bytes of the whole form.</summary>
    public const int MaxBody = MaskFiles.MaxUploadBytes + 10_000;

    /// <exception cref="RefusalException">400 for a form that cannot be read, 422 where no mask is in it.</exception>
    public static async Task<MaskForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = await UploadForm.FormAsync(request, ct);
        var file = form.Files.GetFile("mask") ?? throw Refusal.Invalid("mask", "Send a PNG.");
        if (file.Length > MaskFiles.MaxUploadBytes)
            throw Refusal.Invalid("mask", "A mask may have at most 20 MB.");
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return new(bytes, bool.TryParse(form["fit"], out var fit) && fit);
    }
}
