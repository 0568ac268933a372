using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Rankion.Tests.Support;

/// <summary>A request as it arrived at a fake server.</summary>
/// <param name="Parts">The parts of a multipart form, in their order; empty for any other body.</param>
public sealed record CapturedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, IReadOnlyList<CapturedPart> Parts)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>A field of the JSON body or of the form; null where it was not sent.</summary>
    public string? Field(string name) => Parts is [] ? Body is [] ? null : Json[name]?.ToString() : Parts.FirstOrDefault(part => part.Name == name)?.Text;

    public static async Task<CapturedRequest> ReadAsync(HttpRequest request)
    {
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy);
        var parts = request.ContentType?.Split("boundary=") is [_, var boundary] ? await PartsAsync(boundary.Trim('"'), copy) : [];
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new(request.Method, request.Path, headers, copy.ToArray(), parts);
    }

    private static async Task<List<CapturedPart>> PartsAsync(string boundary, MemoryStream body)
    {
        body.Position = 0;
        var reader = new MultipartReader(boundary, body);
        var parts = new List<CapturedPart>();
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            using var bytes = new MemoryStream();
            await section.Body.CopyToAsync(bytes);
            parts.Add(new(section.ContentDisposition!, section.ContentType, bytes.ToArray()));
        }

        return parts;
    }
}

/// <summary>A part of a multipart form.</summary>
/// <param name="Disposition">The raw header: how names are quoted matters to some servers.</param>
public sealed record CapturedPart(string Disposition, string? ContentType, byte[] Bytes)
{
    public string? Name => Microsoft.Net.Http.Headers.ContentDispositionHeaderValue.Parse(Disposition).Name.ToString().Trim('"');

    public string Text => Encoding.UTF8.GetString(Bytes);
}
