using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Videos;

/// <summary><c>Rankion:Videos</c>: how a picture of a video is taken.</summary>
public sealed class VideoOptions
{
    public const string Section = "Rankion:Videos";

    /// <summary>The program that takes it; one of no path is looked for as a shell does. Where there is none, a neutral picture is drawn.</summary>
    [Required]
    public string Ffmpeg { get; set; } = "ffmpeg";

    /// <summary>Seconds that it may take. Default 10.</summary>
    [Range(1, 60)]
    public int PosterSeconds { get; set; } = 10;
}
