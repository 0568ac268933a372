using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Credits;

/// <summary>What things cost. <c>Rankion:Credits</c>.</summary>
public sealed class CreditsOptions
{
    public const string Section = "Rankion:Credits";

    /// <summary>Credits for one generated image. Default 5.</summary>
    [Range(0, 100_000)]
    public int Generate { get; set; } = 5;

    /// <summary>Credits for one edited variant. Default 10.</summary>
    [Range(0, 100_000)]
    public int Edit { get; set; } = 10;
}
