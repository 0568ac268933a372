using Rankion.Core.Language;

namespace Rankion.Web.Components.Settings;

/// <summary>What the settings say.</summary>
internal static class SettingsWords
{
    public static readonly Words Say = new(typeof(SettingsWords));
}
