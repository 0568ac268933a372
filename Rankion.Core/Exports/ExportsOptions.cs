using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Exports;

/// <summary><c>Rankion:Exports</c>.</summary>
public sealed class ExportsOptions
{
    public const string Section = "Rankion:Exports";

    /// <summary>For how many days a finished export is kept. Default 7.</summary>
    [Range(1, 365)]
    public int Days { get; set; } = 7;
}
