using Rankion.Core.Language;

namespace Rankion.Web.Components.Ui;

/// <summary>What the parts without a feature say.</summary>
internal static class UiWords
{
    public static readonly Words Say = new(typeof(UiWords));
}
