namespace Rankion.Web.Components.Viewer;

/// <summary>One of the viewer's panels; a new one is one more of these and its case in the viewer.</summary>
/// <param name="Count">Beside its name; null for none.</param>
public sealed record ViewerTab(string Key, string Label, int? Count = null)
{
    public const string Info = "info";
    public const string Activity = "activity";
}
