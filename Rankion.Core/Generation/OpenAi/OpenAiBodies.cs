using System.ClientModel;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rankion.Core.Imaging;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>A request as it goes over the wire.</summary>
internal sealed record OpenAiBody(BinaryContent Content, string ContentType) : IDisposable
{
    public void Dispose() => Content.Dispose();
}

/// <summary>Writes the bodies of <c>/images/generations</c> and <c>/images/edits</c>; one image per request.</summary>
internal static class OpenAiBodies
{
    // the default encoder would write each + of a data URL as six characters
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OpenAiBody Generation(ImageRequest request, bool responseFormat) => JsonBody(JsonFields(request, responseFormat));

    public static OpenAiBody JsonEdit(ImageRequest request, bool responseFormat)
    {
        var body = JsonFields(request, responseFormat);
        body["images"] = new JsonArray([.. request.Pictures.Select(ImageUrl)]);
        if (request.Mask is { } mask)
            body["mask"] = ImageUrl(mask);
        return JsonBody(body);
    }

    public static OpenAiBody FormEdit(ImageRequest request, bool responseFormat, string? fieldName)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary);
        foreach (var (name, value) in Fields(request, responseFormat).Append(("n", "1")))
            Add(form, new ByteArrayContent(Encoding.UTF8.GetBytes(value)), name);

        var inputName = fieldName ?? (request.Pictures.Count == 1 ? "image" : "image[]");
        foreach (var (index, input) in request.Pictures.Index())
            AddFile(form, input, inputName, $"image-{index}");
        if (request.Mask is { } mask)
            AddFile(form, mask, "mask", "mask");
        return new(new FormContent(form), $"multipart/form-data; boundary={boundary}");
    }

    private static IEnumerable<(string Name, string Value)> Fields(ImageRequest request, bool responseFormat)
    {
        yield return ("model", request.Model);
        yield return ("prompt", request.Prompt);
        yield return ("size", request.Size.ToString());
        if (request.Quality is { } quality)
            yield return ("quality", quality);
        if (request.Background is { } background)
            yield return ("background", background);
        if (request.OutputFormat is { } format)
            yield return ("output_format", format);
        if (responseFormat)
            yield return ("response_format", "b64_json");
    }

    private static JsonObject JsonFields(ImageRequest request, bool responseFormat) =>
        new(Fields(request, responseFormat).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Value))) { ["n"] = 1 };

    private static OpenAiBody JsonBody(JsonObject body) =>
        new(BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body, Json))), "application/json");

    private static JsonObject ImageUrl(ReadOnlyMemory<byte> bytes) =>
        new() { ["image_url"] = $"data:{FormatOf(bytes).MediaType()};base64,{Convert.ToBase64String(bytes.Span)}" };

    // Without a type of its own a part is guessed at by its name, and refused as unsupported_file_mimetype.
    private static void AddFile(MultipartFormDataContent form, ReadOnlyMemory<byte> bytes, string name, string fileName)
    {
        var format = FormatOf(bytes);
        var file = new ReadOnlyMemoryContent(bytes);
        file.Headers.ContentType = new(format.MediaType());
        Add(form, file, name, $"{fileName}.{format.Name()}");
    }

    // Names are quoted by hand: the framework writes them bare, and some servers' parsers do not take image[] so.
    private static void Add(MultipartFormDataContent form, HttpContent part, string name, string? fileName = null)
    {
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
        if (fileName is not null)
            part.Headers.ContentDisposition.FileName = $"\"{fileName}\"";
        form.Add(part);
    }

    private static ImageFormat FormatOf(ReadOnlyMemory<byte> image) =>
        ImageFormats.Sniff(image.Span) is { } format and not (ImageFormat.Gif or ImageFormat.Avif)
            ? format
            : throw new ImageProviderException(ProviderFault.Rejected, "Only PNG, JPEG and WebP images can be sent to the image provider.");

    private sealed class FormContent(MultipartFormDataContent form) : BinaryContent
    {
        public override bool TryComputeLength(out long length)
        {
            length = form.Headers.ContentLength ?? 0;
            return length > 0;
        }

        public override void WriteTo(Stream stream, CancellationToken cancellationToken) => form.CopyTo(stream, null, cancellationToken);

        public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken) => form.CopyToAsync(stream, cancellationToken);

        public override void Dispose() => form.Dispose();
    }
}
