namespace Rankion.Web.Components.Viewer;

/// <summary>One of the viewer's panels; a new one is one more of these and its case in the viewer.</summary>
/// <param name="Count">Beside its name; null for none.</param>
/// <param name="Keys">What presses it.</param>
public sealed record ViewerTab(string Key, string Label, int? Count = null, string? Keys = null)
{
    public const string Info = "info";
    public const string Edit = "edit";
    public const string Variants = "variants";
    public const string Activity = "activity";
}
