namespace Rankion.Web.Components.Viewer;

/// <summary>The image that somebody left open in this circuit when they went to another page, and which of its panels.</summary>
public sealed class LastPanel
{
    /// <summary>Null where none was left.</summary>
    public (long ImageId, string Panel)? Open { get; set; }
}
