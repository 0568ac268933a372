using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Storage;

/// <summary><c>Rankion</c>: where the data of this installation is.</summary>
public sealed class StorageOptions
{
    public const string Section = "Rankion";

    /// <summary>A folder, relative to where the process was started or absolute. Holds the files, and the SQLite database. Default: <c>./data</c>.</summary>
    [Required]
    public string DataPath { get; set; } = "./data";

    /// <summary>The absolute path of a file or folder in the data folder.</summary>
    public string PathOf(string name) => Path.GetFullPath(Path.Combine(DataPath, name));
}
