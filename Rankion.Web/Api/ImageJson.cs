using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>
/// Writes images as <see cref="ApiJson"/> does, to the byte, for a third of the price: of a page of them the serializer, which has
/// its fast path for plain settings only, takes longer than the database.
/// </summary>
internal static class ImageJson
{
    /// <summary>A buffer that has grown beyond this is not kept.</summary>
    private const int MaxKept = 1024 * 1024;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Buffers = [];
    private static readonly JsonEncodedText[] Statuses = NamesOf<ProcessingStatus>();
    private static readonly JsonEncodedText[] Sources = NamesOf<ImageSource>();

    public static void Write(Utf8JsonWriter json, Listing<ImageResource> listing)
    {
        json.WriteStartObject();
        WriteImages(json, "data"u8, listing.Data);
        json.WritePropertyName("meta"u8);
        JsonSerializer.Serialize(json, listing.Meta, ApiJson.Wire.ListMeta);
        json.WritePropertyName("links"u8);
        JsonSerializer.Serialize(json, listing.Links, ApiJson.Wire.ListLinks);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Item<ImageDetailResource> item)
    {
        var image = item.Data;
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        WriteFields(json, image);
        WriteImages(json, "variants"u8, image.Variants);
        Write(json, "parent"u8, image.Parent, ApiJson.Wire.ImageSummary);
        json.WritePropertyName("ancestors"u8);
        JsonSerializer.Serialize(json, image.Ancestors, ApiJson.Wire.IReadOnlyListImageSummary);
        Write(json, "origin"u8, image.Origin, ApiJson.Wire.OriginResource);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Lends what was written, as it stands in a buffer, to somebody who is done with it on return.</summary>
    public static async Task<T> LendAsync<T>(Action<Utf8JsonWriter> write, Func<ReadOnlyMemory<byte>, Task<T>> use)
    {
        var buffer = Buffers.TryTake(out var kept) ? kept : new ArrayBufferWriter<byte>(16 * 1024);
        await using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        var result = await use(buffer.WrittenMemory);
        if (buffer.Capacity <= MaxKept)
        {
            buffer.ResetWrittenCount();
            Buffers.Add(buffer);
        }
        return result;
    }

    private static void WriteImages(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<ImageResource> images)
    {
        json.WriteStartArray(name);
        foreach (var image in images)
        {
            json.WriteStartObject();
            WriteFields(json, image);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, ImageFields image)
    {
        json.WriteNumber("id"u8, image.Id);
        Write(json, "project_id"u8, image.ProjectId);
        Write(json, "article_id"u8, image.ArticleId);
        json.WriteString("title"u8, image.Title);
        json.WriteString("prompt"u8, image.Prompt);
        json.WriteString("revised_prompt"u8, image.RevisedPrompt);
        json.WriteString("model"u8, image.Model);
        json.WriteString("provider"u8, image.Provider);
        WriteParameters(json, image.Parameters);
        json.WriteStartArray("tags"u8);
        foreach (var tag in image.Tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
        json.WriteBoolean("is_favorite"u8, image.IsFavorite);
        json.WriteString("processing_status"u8, Statuses[(int)image.ProcessingStatus]);
        Write(json, "error"u8, image.Error, ApiJson.Wire.ErrorResource);
        json.WriteString("job_id"u8, image.JobId);
        if (image.GenerationId is { } generation)
            json.WriteString("generation_id"u8, generation);
        else
            json.WriteNull("generation_id"u8);
        Write(json, "edit_session_id"u8, image.EditSessionId);
        Write(json, "parent_id"u8, image.ParentId);
        json.WriteNumber("root_id"u8, image.RootId);
        json.WriteBoolean("is_primary"u8, image.IsPrimary);
        json.WriteNumber("variants_count"u8, image.VariantsCount);
        json.WriteString("source"u8, Sources[(int)image.Source]);
        WriteFile(json, image);
        Write(json, "share"u8, image.Share, ApiJson.Wire.ShareResource);
        json.WriteStartObject("created_by"u8);
        json.WriteNumber("id"u8, image.CreatedBy.Id);
        json.WriteString("name"u8, image.CreatedBy.Name);
        json.WriteEndObject();
        json.WriteNumber("credits"u8, image.Credits);
        json.WriteString("created_at"u8, image.CreatedAt);
        json.WriteString("updated_at"u8, image.UpdatedAt);
        Write(json, "edited_at"u8, image.EditedAt);
        Write(json, "deleted_at"u8, image.DeletedAt);
        Write(json, "purge_at"u8, image.PurgeAt);
    }

    private static void WriteFile(Utf8JsonWriter json, ImageFields image)
    {
        json.WriteString("url"u8, image.Url);
        if (image.Thumbnails is { } thumbnails)
        {
            json.WriteStartObject("thumbnails"u8);
            foreach (var (width, url) in thumbnails)
                json.WriteString(width, url);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("thumbnails"u8);
        }
        json.WriteString("placeholder"u8, image.Placeholder);
        json.WriteString("dominant_color"u8, image.DominantColor);
        json.WriteNumber("width"u8, image.Width);
        json.WriteNumber("height"u8, image.Height);
        json.WriteString("format"u8, image.Format);
        Write(json, "duration_ms"u8, image.DurationMs);
        json.WriteNumber("size_bytes"u8, image.SizeBytes);
        json.WriteString("sha256"u8, image.Sha256);
    }

    private static void WriteParameters(Utf8JsonWriter json, ImageParameters parameters)
    {
        json.WritePropertyName("parameters"u8);
        JsonSerializer.Serialize(json, parameters, ApiJson.Wire.ImageParameters);
    }

    private static void Write<T>(Utf8JsonWriter json, ReadOnlySpan<byte> name, T? value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, type);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? value)
    {
        if (value is { } instant)
            json.WriteString(name, instant);
        else
            json.WriteNull(name);
    }

    private static JsonEncodedText[] NamesOf<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(name)))];
}

/// <summary>A list of images on its way.</summary>
internal sealed class ImageListing(Listing<ImageResource> listing) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ImageJson.LendAsync(json => ImageJson.Write(json, listing), async body =>
    {
        var response = httpContext.Response;
        response.ContentLength = body.Length;
        response.ContentType = ApiAnswer.MediaType;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
        return true;
    });
}
