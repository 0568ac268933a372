using Rankion.Core.Language;

namespace Rankion.Web.Components.Trash;

/// <summary>What the trash says.</summary>
internal static class TrashWords
{
    public static readonly Words Say = new(typeof(TrashWords));
}
