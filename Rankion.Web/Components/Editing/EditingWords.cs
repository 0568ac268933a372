using Rankion.Core.Language;

namespace Rankion.Web.Components.Editing;

/// <summary>What is said where an image is edited.</summary>
internal static class EditingWords
{
    public static readonly Words Say = new(typeof(EditingWords));
}
