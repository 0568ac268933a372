using Rankion.Core.Language;

namespace Rankion.Web.Components.Composer;

/// <summary>What the composer says.</summary>
internal static class ComposerWords
{
    public static readonly Words Say = new(typeof(ComposerWords));
}
