using System.ComponentModel.DataAnnotations;

namespace Rankion.Web.Api.Contracts;

/// <summary>How an image is to become larger.</summary>
public sealed record UpscaleImageBody
{
    /// <summary>How many times as wide and high: 2 or 4.</summary>
    /// <example>2</example>
    // what is not offered is refused by Core
    [Required]
    public int? Factor { get; init; }
}

/// <summary>What was accepted. The variant hangs on the image at once; read it until it is final.</summary>
/// <param name="JobId">The job that makes it.</param>
/// <param name="ImageId">The larger image, a variant.</param>
public sealed record UpscaleImageReceipt(string JobId, long ImageId);
