using Rankion.Core.Language;

namespace Rankion.Web.Components.Keyboard;

/// <summary>What the sheet of shortcuts says, and how keys are called.</summary>
internal static class KeyboardWords
{
    public static readonly Words Say = new(typeof(KeyboardWords));
}
