namespace Rankion.Web.Api.Contracts;

/// <summary>What the team keeps, in bytes.</summary>
public sealed record StorageResource
{
    /// <summary>Originals, each once however many images share it. The trash counts until it is emptied; what is made of originals does not.</summary>
    /// <example>1073741824</example>
    public required long Used { get; init; }

    /// <summary>Null where there is none.</summary>
    /// <example>53687091200</example>
    public required long? Limit { get; init; }

    /// <example>1 GB</example>
    public required string UsedFormatted { get; init; }

    /// <example>50 GB</example>
    public required string LimitFormatted { get; init; }

    /// <summary><c>free</c>, <c>pro</c> or <c>enterprise</c>.</summary>
    /// <example>pro</example>
    public required string Plan { get; init; }

    public required StorageKindsResource ByKind { get; init; }
}

/// <summary>Bytes by kind.</summary>
/// <param name="Originals">The images themselves; what counts.</param>
/// <param name="Derivatives">Their thumbnails.</param>
public sealed record StorageKindsResource(long Originals, long Derivatives);
