using Rankion.Core.Sharing;

namespace Rankion.Web.Components.Sharing;

/// <summary>What a link allows, or is to allow, as the form shows it.</summary>
public sealed record ShareDraft
{
    /// <summary>UTC; null: never.</summary>
    public DateTime? End { get; init; }

    /// <summary>There is one, or is to be.</summary>
    public bool HasPassword { get; init; }

    /// <summary>The one that is new, to be passed on now; null where nobody knows it any more.</summary>
    public string? Password { get; init; }

    /// <summary>Null: none.</summary>
    public ShareDownload? Download { get; init; } = ShareDownload.Original;

    public bool ShowPrompt { get; init; }

    public bool ShowLabel { get; init; } = true;

    public string? Note { get; init; }

    /// <summary>What a new link begins with: what the team demands, and a week where it says nothing.</summary>
    public static ShareDraft New(SharePolicy policy, DateTime now) => new()
    {
        End = policy.DefaultEnd(now) is { } end && policy.DefaultDays is not null ? end : now.AddDays(Math.Min(7, policy.MaxLifeDays ?? 7)),
        HasPassword = policy.PasswordRequired,
        Password = policy.PasswordRequired ? PassPhrase.Next() : null,
    };

    public static ShareDraft Of(Share share) => new()
    {
        End = share.ExpiresAt,
        HasPassword = share.PasswordHash is not null,
        Download = share.AllowDownload ? share.DownloadSize : null,
        ShowPrompt = share.ShowPrompt,
        ShowLabel = share.ShowLabel,
        Note = share.Note,
    };

    /// <summary>All of it, for a new link.</summary>
    public ShareTerms ToTerms() => new()
    {
        ExpiresAt = new(End),
        Password = new(HasPassword ? Password : null),
        AllowDownload = Download is not null,
        DownloadSize = Download,
        ShowPrompt = ShowPrompt,
        ShowLabel = ShowLabel,
        Note = new(Note),
    };

    /// <summary>Only what differs from another, for a link that is there.</summary>
    public ShareTerms Since(ShareDraft before) => new()
    {
        ExpiresAt = End == before.End ? null : new(End),
        Password = HasPassword == before.HasPassword && Password == before.Password ? null : new(HasPassword ? Password : null),
        AllowDownload = Download == before.Download ? null : Download is not null,
        DownloadSize = Download == before.Download ? null : Download,
        ShowPrompt = ShowPrompt == before.ShowPrompt ? null : ShowPrompt,
        ShowLabel = ShowLabel == before.ShowLabel ? null : ShowLabel,
        Note = Note == before.Note ? null : new(Note),
    };
}
