using System.Globalization;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using static Rankion.Web.Sharing.SharingWords;

namespace Rankion.Web.Sharing;

public enum ShareState
{
    Open,
    Locked,
    Gone,
    Unknown,
}

/// <summary>All that a viewer without an account is told: no team, no address, no id; of the prompt only what the sharer switched on.</summary>
public sealed record ShareView(ShareState State)
{
    /// <summary>A title that nobody chose is the start of the prompt, which is nobody's outside the team.</summary>
    internal static string Untitled => Say["A picture for you"];

    public string Title { get; private init; } = State switch
    {
        ShareState.Locked => Say["This picture is protected"],
        ShareState.Gone => Say["This link is no longer open"],
        _ => Say["There is nothing here"],
    };

    /// <summary>Of the page.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The same, absolute.</summary>
    public string Address { get; private init; } = "";

    /// <summary>For those who show a preview, absolute.</summary>
    public string Card { get; private init; } = "";

    /// <summary>Where the page's own bytes are.</summary>
    public string Picture { get; private init; } = "";

    /// <summary>Where the film is that the picture stands for; null where it stands for itself.</summary>
    public string? Video { get; private init; }

    /// <summary>Null where there is none.</summary>
    public string? Download { get; private init; }

    public int Width { get; private init; }

    public int Height { get; private init; }

    public string? Label { get; private init; }

    public string? Until { get; private init; }

    /// <summary>From the sharer, as plain text.</summary>
    public string? Note { get; private init; }

    /// <summary>What the sharer switched on; null: nothing.</summary>
    public ShareDetails? Details { get; private init; }

    /// <summary>What is wrong with the password.</summary>
    public string? Complaint { get; init; }

    internal static ShareView Locked(HttpContext http, Share share) => new(ShareState.Locked)
    {
        Path = SharePaths.Page(share.Token),
        Address = http.Absolute(SharePaths.Page(share.Token)),
        Card = http.Absolute("/pics/share-card.png"),
        Width = 1200,
        Height = 630,
    };

    internal static ShareView Open(HttpContext http, Share share, Image image)
    {
        var width = Math.Min(image.Width, PublicPictures.PageWidth);
        return new(ShareState.Open)
        {
            Title = image.PublicTitle ?? (share.ShowPrompt ? image.Title : Untitled),
            Path = SharePaths.Page(share.Token),
            Address = http.Absolute(SharePaths.Page(share.Token)),
            Card = http.Absolute(SharePaths.Image(share.Token)),
            Picture = SharePaths.Image(share.Token),
            Video = image.IsVideo ? SharePaths.Video(share.Token) : null,
            Download = share.AllowDownload ? SharePaths.Download(share.Token) : null,
            Width = width,
            Height = Math.Max(1, (int)Math.Round((double)image.Height * width / Math.Max(1, image.Width))),
            Label = share.ShowLabel ? LabelOf(image) : null,
            Until = share.ExpiresAt is { } end ? Say["Shared until {0}", end.ToString(Say["d MMMM yyyy"], CultureInfo.CurrentCulture)] : null,
            Note = share.Note,
            Details = share.ShowPrompt ? new(image.Prompt, image.Model, $"{image.Width} × {image.Height}", image.CreatedAt) : null,
        };
    }

    private static string? LabelOf(Image image) => image switch
    {
        { IsBrought: true, HasAiMark: false } => null,
        { Provider: "sketch" } => Say["Sketch"],
        _ => Say["AI-generated"],
    };
}

/// <summary>How a picture came to be, for viewers who may know.</summary>
public sealed record ShareDetails(string Prompt, string Model, string Size, DateTime Created);
