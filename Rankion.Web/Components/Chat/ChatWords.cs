using Rankion.Core.Language;

namespace Rankion.Web.Components.Chat;

internal static class ChatWords
{
    public static readonly Words Say = new(typeof(ChatWords));
}
