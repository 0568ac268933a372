namespace Rankion.Web.Components.Gallery;

/// <summary>How a list of images is shown, whatever is in it. Like its filter it stands in the address.</summary>
/// <param name="Stacks">A family of variants is one tile.</param>
/// <param name="ByDay">Under the heading of its day.</param>
/// <param name="Squares">Every tile is a square that its picture fills, instead of having its picture's shape.</param>
public sealed record GridView(bool Stacks = true, bool ByDay = true, bool Squares = false)
{
    public static readonly GridView Usual = new();
}
