using Rankion.Core.Accounts;

namespace Rankion.Web.Components.Account.Security;

/// <summary>The shared secret of an authenticator app, as it is shown.</summary>
internal static class AuthenticatorKey
{
    /// <summary>In groups of four, for typing.</summary>
    public static string Grouped(string key) => string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(group => new string(group)));

    /// <summary>What the QR code holds: the key URI format that all authenticator apps read.</summary>
    public static string Link(User user, string key) =>
        $"otpauth://totp/Rankion:{Uri.EscapeDataString(user.Email!)}?secret={key}&issuer=Rankion&digits=6";
}
