using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rankion.Core.Generation;
using Rankion.Core.Images;

namespace Rankion.Core.Exports;

/// <summary>What <c>manifest.json</c> and <c>manifest.csv</c> tell about one file.</summary>
/// <param name="File">Its name in the archive.</param>
/// <param name="Sha256">Of the file as it lies in the archive, converted or not.</param>
internal sealed record ManifestEntry(
    long Id,
    string File,
    string Sha256,
    string Title,
    IReadOnlyList<string> Tags,
    string? Prompt,
    string? RevisedPrompt,
    string Model,
    string Provider,
    GenerationParameters Parameters,
    int Width,
    int Height,
    ImageSource Source,
    long? ParentId,
    long? ProjectId,
    int Credits,
    DateTime CreatedAt,
    string? CreatedBy)
{
    public static ManifestEntry Of(Image image, string title, bool withPrompt, string file, string sha256, string? createdBy) => new(
        image.Id, file, sha256, title, image.Tags, withPrompt ? image.Prompt : null, withPrompt ? image.RevisedPrompt : null, image.Model, image.Provider,
        image.Parameters, image.Width, image.Height, image.Source, image.ParentId, image.ProjectId, image.Credits, image.CreatedAt, createdBy);
}

/// <summary>An image that is not in the archive, or not whole.</summary>
/// <param name="Title">Null where even the row is gone.</param>
/// <param name="Reason">A snake_case word.</param>
internal sealed record MissingEntry(long Id, string? Title, string Reason);

/// <summary>Writes what lies in an archive beside the images.</summary>
internal static class Manifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static Task WriteJsonAsync(
        Stream to, IReadOnlyList<ManifestEntry> images, IReadOnlyList<MissingEntry> missing, DateTime now, CancellationToken ct) =>
        JsonSerializer.SerializeAsync(to, new { ExportedAt = now, Images = images, Missing = missing }, Json, ct);

    public static async Task WriteCsvAsync(Stream to, IReadOnlyList<ManifestEntry> images, CancellationToken ct)
    {
        await using var text = new StreamWriter(to, leaveOpen: true);
        await text.WriteAsync(Csv.Line(
            "id", "file", "sha256", "title", "tags", "prompt", "revised_prompt", "model", "provider", "parameters",
            "width", "height", "source", "parent_id", "project_id", "credits", "created_at", "created_by"));
        foreach (var image in images)
        {
            ct.ThrowIfCancellationRequested();
            await text.WriteAsync(Csv.Line(
                Number(image.Id), image.File, image.Sha256, image.Title, string.Join(", ", image.Tags),
                image.Prompt, image.RevisedPrompt, image.Model, image.Provider,
                JsonSerializer.Serialize(image.Parameters, GenerationParameters.Json), Number(image.Width), Number(image.Height),
                JsonNamingPolicy.SnakeCaseLower.ConvertName(image.Source.ToString()), Number(image.ParentId), Number(image.ProjectId), Number(image.Credits),
                image.CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), image.CreatedBy));
        }
    }

    public static async Task WriteErrorsAsync(Stream to, IEnumerable<MissingEntry> missing)
    {
        await using var text = new StreamWriter(to, leaveOpen: true);
        await text.WriteAsync(Csv.Line("id", "title", "reason"));
        foreach (var image in missing)
            await text.WriteAsync(Csv.Line(Number(image.Id), image.Title, image.Reason));
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
