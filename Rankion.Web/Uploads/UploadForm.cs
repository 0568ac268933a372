using System.Globalization;
using Rankion.Core;
using Rankion.Core.Imaging;
using Rankion.Core.Uploads;

namespace Rankion.Web.Uploads;

/// <summary>An upload as <c>multipart/form-data</c>: a <c>file</c> or an <c>image_url</c>, and what is said about it.</summary>
internal sealed record UploadForm(IFormFile? File, string? Url, UploadRequest Request)
{
    /// <summary>Bytes of the whole form: the largest file, and its title and tags.</summary>
    public const int MaxBody = ImageLimits.MaxBytes + (1 << 20);

    /// <exception cref="RefusalException">422 with the field that cannot be read.</exception>
    public static async Task<UploadForm> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var form = await FormAsync(request, ct);
        return new(form.Files.GetFile("file"), Text("image_url"), new()
        {
            Title = Text("title"),
            Tags = [.. form["tags"], .. form["tags[]"]],
            ProjectId = Text("project_id") is not { } project ? null
                : long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
                : throw Refusal.Invalid("project_id", "This is not a number."),
            Duplicates = PolicyOf(Text("duplicates")),
        });

        string? Text(string field) => form[field].ToString() is { Length: > 0 } text ? text : null;
    }

    public Task<UploadedImage> TakeAsync(UploadDesk desk, Actor actor, CancellationToken ct) => (File, Url) switch
    {
        ({ } file, null) => desk.TakeAsync(actor, file, Request, ct),
        (null, { } url) => desk.TakeAsync(actor, url, "image_url", Request, ct),
        _ => throw Refusal.Invalid("file", "Send one file, or an image_url."),
    };

    internal static DuplicatePolicy PolicyOf(string? text) => text switch
    {
        null or "keep" => DuplicatePolicy.Keep,
        "skip" => DuplicatePolicy.Skip,
        _ => throw Refusal.Invalid("duplicates", "This is keep or skip."),
    };

    /// <summary>A form that breaks off or makes no sense is the sender's fault, not ours.</summary>
    internal static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException || (e is IOException and not BadHttpRequestException))
        {
            throw new RefusalException("malformed_form", StatusCodes.Status400BadRequest, "The form cannot be read.");
        }
    }
}
