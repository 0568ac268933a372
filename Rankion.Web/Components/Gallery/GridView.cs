namespace Rankion.Web.Components.Gallery;

/// <summary>How a list of images is shown, whatever is in it. Like its filter it stands in the address.</summary>
/// <param name="Stacks">A family of variants is one tile.</param>
/// <param name="ByDay">Under the heading of its day.</param>
public sealed record GridView(bool Stacks = true, bool ByDay = true)
{
    public static readonly GridView Usual = new();
}
