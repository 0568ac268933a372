using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Images;

/// <summary><c>Rankion:Trash</c>.</summary>
public sealed class TrashOptions
{
    public const string Section = "Rankion:Trash";

    /// <summary>Days from the trash to the end. Default 30.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 30;

    public TimeSpan Retention => TimeSpan.FromDays(RetentionDays);
}
