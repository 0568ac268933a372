using Rankion.Core.Language;

namespace Rankion.Web.Components.Exports;

/// <summary>What exports say: the dialog, the history.</summary>
internal static class ExportsWords
{
    public static readonly Words Say = new(typeof(ExportsWords));
}
