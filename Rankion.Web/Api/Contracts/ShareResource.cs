using System.Text.Json.Serialization;
using Rankion.Core.Sharing;

namespace Rankion.Web.Api.Contracts;

/// <summary>
/// What the link is to allow. What is left out stays as it is; a new link is open to whoever has it, as long as the
/// team's policy says (by default for good), and with the download.
/// </summary>
// set, not init: only what was sent is set, and so null is told from left out; the limits are Core's
public sealed record ShareBody
{
    private bool namesExpiry;
    private bool namesPassword;
    private bool namesNote;

    /// <summary>In the future; null: never.</summary>
    /// <example>2036-05-22T09:00:00Z</example>
    public DateTime? ExpiresAt
    {
        get;
        set => (field, namesExpiry) = (value, true);
    }

    /// <summary>The same from now: <c>1h</c>, <c>1d</c>, <c>7d</c>, <c>30d</c> or <c>never</c>.</summary>
    public string? ExpiresIn { get; set; }

    /// <summary>4 to 200 characters; null: none.</summary>
    public string? Password
    {
        get;
        set => (field, namesPassword) = (value, true);
    }

    /// <summary>Whether viewers may take the picture along. Default: true.</summary>
    public bool? AllowDownload { get; set; }

    /// <summary>What they take along: the <c>original</c>, as by default, or a JPEG for the <c>web</c> of at most 1920 pixels' width.</summary>
    public ShareDownload? DownloadSize { get; set; }

    /// <summary>Whether viewers are told the prompt, the model and the date, and files keep what they say of their prompt. Default: false.</summary>
    public bool? ShowPrompt { get; set; }

    /// <summary>Whether the picture says that it was made by AI, where it was. Default: true; a team may force it.</summary>
    public bool? ShowLabel { get; set; }

    /// <summary>To the viewers, as plain text of at most 1,000 characters; null: none.</summary>
    /// <example>The second draft. Please choose until Friday.</example>
    public string? Note
    {
        get;
        set => (field, namesNote) = (value, true);
    }

    internal ShareTerms ToTerms() => new()
    {
        ExpiresAt = namesExpiry ? new(Utc(ExpiresAt)) : null,
        ExpiresIn = ExpiresIn,
        Password = namesPassword ? new(Password) : null,
        AllowDownload = AllowDownload,
        DownloadSize = DownloadSize,
        ShowPrompt = ShowPrompt,
        ShowLabel = ShowLabel,
        Note = namesNote ? new(Note) : null,
    };

    /// <summary>Without an offset it is UTC.</summary>
    internal static DateTime? Utc(DateTime? at) => at is { } instant
        ? Core.Clock.Truncate(instant.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(instant, DateTimeKind.Utc) : instant.ToUniversalTime())
        : null;
}

/// <summary>What every view of a link says of it.</summary>
public abstract record ShareFields
{
    /// <summary>40 of A–Z, a–z, 0–9.</summary>
    /// <example>Rk3vXq8ZtLw2NcY7bHs5PdJm9GfTa4UeVo6Kr1Qx</example>
    public required string Token { get; init; }

    /// <summary>The page that anybody who has this address may open.</summary>
    /// <example>https://rankion.example/s/Rk3vXq8ZtLw2NcY7bHs5PdJm9GfTa4UeVo6Kr1Qx</example>
    public required string PublicUrl { get; init; }

    /// <summary>From then on the link is dead; null: never.</summary>
    public required DateTime? ExpiresAt { get; init; }

    public required bool HasPassword { get; init; }

    public required bool AllowDownload { get; init; }

    /// <summary>How often people opened the page; members of the team, robots and previews are not counted.</summary>
    /// <example>12</example>
    public required int ViewCount { get; init; }

    public required DateTime? LastViewedAt { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary><c>original</c> or <c>web</c>; counts where the download is allowed.</summary>
    public required ShareDownload DownloadSize { get; init; }

    public required bool ShowPrompt { get; init; }

    public required bool ShowLabel { get; init; }

    public required string? Note { get; init; }

    /// <summary>How many different people opened it, each once a day.</summary>
    /// <example>7</example>
    public required int VisitorCount { get; init; }

    /// <example>3</example>
    public required int DownloadCount { get; init; }
}

/// <summary>A public link to an image.</summary>
public sealed record ShareResource : ShareFields;

/// <summary>A link that an image has or had.</summary>
public sealed record ShareRecordResource : ShareFields
{
    /// <summary>Whether it still opens; also false where it has expired.</summary>
    [JsonPropertyOrder(1)]
    public required bool IsActive { get; init; }

    [JsonPropertyOrder(1)]
    public required DateTime? RevokedAt { get; init; }

    /// <summary>Oldest first.</summary>
    [JsonPropertyOrder(1)]
    public required IReadOnlyList<ShareEventResource> Events { get; init; }
}

/// <summary>Something that happened to a link.</summary>
public sealed record ShareEventResource
{
    /// <summary><c>created</c>, <c>changed</c>, <c>viewed</c> or <c>revoked</c>.</summary>
    public required ShareEventKind Kind { get; init; }

    /// <summary>When; of views the start of their day.</summary>
    public required DateTime At { get; init; }

    /// <summary>How many views that day; 1 for all else.</summary>
    public required int Count { get; init; }

    /// <summary>What was changed.</summary>
    /// <example>expires_at, password</example>
    public required string? Detail { get; init; }

    /// <summary>Null for views.</summary>
    public required PersonResource? By { get; init; }
}
