using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Rankion.Core.Editing;
using Rankion.Core.Generation;

namespace Rankion.Web.Api.Contracts;

/// <summary>What is to become of the image. What is left out or null is the default.</summary>
// the limits stand here for the OpenAPI document; Core checks them
public sealed record EditImageBody
{
    /// <summary>1 to 32,000 characters.</summary>
    /// <example>same scene, golden hour lighting</example>
    [Required, StringLength(GenerationRequest.MaxPrompt, MinimumLength = 1)]
    public string Prompt { get; init; } = "";

    /// <summary>
    /// Where the image may change: a PNG with alpha as a data URI, as many pixels as the image, transparent where it may change; at
    /// most 4 MB. Or the id of a mask that was uploaded before. Default: everywhere.
    /// </summary>
    /// <example>data:image/png;base64,iVBORw0KGgo…</example>
    public string? Mask { get; init; }

    /// <summary>Default: the first configured one that can edit. An unknown name is refused with a list of the known ones.</summary>
    public string? Model { get; init; }

    /// <summary>Width x height in pixels. Default: the image's own, as near as the model comes to it.</summary>
    /// <example>1536x1024</example>
    public string? Size { get; init; }

    public string? Quality { get; init; }

    public string? Background { get; init; }

    /// <summary>
    /// The shape that the canvas grows to: the whole image stays in view, and what is around it is painted on. Instead of
    /// <c>size</c> or <c>mask</c>.
    /// </summary>
    /// <example>16:9</example>
    public string? Extend { get; init; }

    /// <summary>Finished images of the team that guide the edit, the most important first; as many as the model takes beside the image itself.</summary>
    public IReadOnlyList<long>? ReferenceIds { get; init; }

    /// <summary>How many variants, 1 to 8; each is charged. Default 1.</summary>
    [Range(1, GenerationRequest.MaxImages)]
    public int? N { get; init; }

    /// <summary>The run of edits to go on with, from an earlier answer. Default: a new one.</summary>
    public long? EditSessionId { get; init; }

    /// <summary>The mask as a file, where the body was a form.</summary>
    internal ReadOnlyMemory<byte>? MaskFile { get; init; }

    private string? MaskId => Mask?.StartsWith(EditMask.Mark, StringComparison.Ordinal) == true ? Mask : null;

    internal EditRequest ToRequest() => new()
    {
        Prompt = Prompt,
        Mask = MaskId is null && Mask is { } uri ? DataUri.Read("mask", uri) : MaskFile,
        MaskId = MaskId,
        Model = Model,
        Size = Size,
        Quality = Quality,
        Background = Background,
        Extend = Extend,
        ReferenceIds = ReferenceIds,
        N = N ?? 1,
        EditSessionId = EditSessionId,
    };
}

/// <summary>The same as <c>multipart/form-data</c>.</summary>
public sealed record EditImageForm(
    [FromForm] string? Prompt,
    IFormFile? Mask,
    [FromForm] string? Model,
    [FromForm] string? Size,
    [FromForm] string? Quality,
    [FromForm] string? Background,
    [FromForm] string? Extend,
    [FromForm(Name = "reference_ids")] long[]? ReferenceIds,
    [FromForm] int? N,
    [FromForm(Name = "edit_session_id")] long? EditSessionId)
{
    internal async Task<EditImageBody> ToBodyAsync(CancellationToken ct) => new()
    {
        Prompt = Prompt ?? "",
        // a bare null would be taken for an array, and that for an empty mask
        MaskFile = Mask is null ? (ReadOnlyMemory<byte>?)null : await BytesAsync(Mask, ct),
        Model = Model,
        Size = Size,
        Quality = Quality,
        Background = Background,
        Extend = Extend,
        ReferenceIds = ReferenceIds,
        N = N,
        EditSessionId = EditSessionId,
    };

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(IFormFile file, CancellationToken ct)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return bytes;
    }
}

/// <summary>What was accepted and paid for. The variants hang on the image at once; read it until they are final.</summary>
/// <param name="JobId">The job that draws them.</param>
/// <param name="EditSessionId">The run of edits, to go on with.</param>
/// <param name="ImageId">The first variant.</param>
/// <param name="ImageIds">All of them.</param>
public sealed record EditImageReceipt(string JobId, long EditSessionId, long ImageId, IReadOnlyList<long> ImageIds);
