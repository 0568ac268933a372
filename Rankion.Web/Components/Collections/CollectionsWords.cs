using Rankion.Core.Language;

namespace Rankion.Web.Components.Collections;

/// <summary>What collections say.</summary>
internal static class CollectionsWords
{
    public static readonly Words Say = new(typeof(CollectionsWords));
}
