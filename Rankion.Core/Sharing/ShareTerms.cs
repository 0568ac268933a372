namespace Rankion.Core.Sharing;

/// <summary>What a link is to allow. What is not named stays as it is: a new link is open, without end, with the download.</summary>
public sealed record ShareTerms
{
    public const int MinPassword = 4;
    public const int MaxPassword = 200;
    public const int MaxNote = 1000;

    private static readonly Dictionary<string, TimeSpan?> Spans = new(StringComparer.Ordinal)
    {
        ["1h"] = TimeSpan.FromHours(1),
        ["1d"] = TimeSpan.FromDays(1),
        ["7d"] = TimeSpan.FromDays(7),
        ["30d"] = TimeSpan.FromDays(30),
        ["never"] = null,
    };

    /// <summary>UTC; null: never.</summary>
    public Named<DateTime?>? ExpiresAt { get; init; }

    /// <summary>From now: <c>1h</c>, <c>1d</c>, <c>7d</c>, <c>30d</c> or <c>never</c>.</summary>
    public string? ExpiresIn { get; init; }

    /// <summary>Null: none.</summary>
    public Named<string?>? Password { get; init; }

    public bool? AllowDownload { get; init; }

    /// <summary>What is downloaded where that is allowed.</summary>
    public ShareDownload? DownloadSize { get; init; }

    public bool? ShowPrompt { get; init; }

    public bool? ShowLabel { get; init; }

    /// <summary>To the viewers; null or empty: none.</summary>
    public Named<string?>? Note { get; init; }

    /// <summary>The end that is named; null where none is.</summary>
    internal Named<DateTime?>? End(DateTime now) =>
        ExpiresIn is not null ? new(now + Spans[ExpiresIn]) : ExpiresAt;

    /// <exception cref="RefusalException">422 by field.</exception>
    internal void Check(DateTime now)
    {
        if (ExpiresIn is not null && !Spans.ContainsKey(ExpiresIn))
            throw Refusal.Invalid("expires_in", $"This must be one of: {string.Join(", ", Spans.Keys)}.");
        if (ExpiresIn is not null && ExpiresAt is { Value: not null })
            throw Refusal.Invalid("expires_in", "Name expires_at or expires_in, not both.");
        if (ExpiresAt is { Value: { } end } && end <= now)
            throw Refusal.Invalid("expires_at", "This must lie in the future.");
        if (Password is { Value: { Length: < MinPassword or > MaxPassword } })
            throw Refusal.Invalid("password", $"This must be {MinPassword} to {MaxPassword} characters long.");
        if (Note is { Value: { } note } && (note.Length > MaxNote || !Annotations.IsText(note)))
            throw Refusal.Invalid("note", $"A note has at most {MaxNote} characters.");
    }

    /// <param name="passwordHash">Of <see cref="Password"/>: it takes long, so it is made before the transaction.</param>
    /// <returns>The names of what changed.</returns>
    internal IReadOnlyList<string> ApplyTo(Share share, string? passwordHash, DateTime now)
    {
        var changed = new List<string>();
        if (End(now) is { Value: var end } && share.ExpiresAt != end)
        {
            share.ExpiresAt = end;
            changed.Add("expires_at");
        }
        if (Password is not null && (share.PasswordHash is not null || passwordHash is not null))
        {
            share.PasswordHash = passwordHash;
            changed.Add("password");
        }
        if (AllowDownload is { } allow && share.AllowDownload != allow)
        {
            share.AllowDownload = allow;
            changed.Add("allow_download");
        }
        if (DownloadSize is { } size && share.DownloadSize != size)
        {
            share.DownloadSize = size;
            changed.Add("download_size");
        }
        if (ShowPrompt is { } prompt && share.ShowPrompt != prompt)
        {
            share.ShowPrompt = prompt;
            changed.Add("show_prompt");
        }
        if (ShowLabel is { } label && share.ShowLabel != label)
        {
            share.ShowLabel = label;
            changed.Add("show_label");
        }
        if (Note is { Value: var note } && Text(note) != share.Note)
        {
            share.Note = Text(note);
            changed.Add("note");
        }
        return changed;
    }

    private static string? Text(string? note) => string.IsNullOrWhiteSpace(note) ? null : note.Trim();
}
