using Microsoft.AspNetCore.Identity;

namespace Rankion.Core.Sharing;

/// <summary>Slow on purpose, as for people's own passwords: PBKDF2 with a salt of its own.</summary>
public static class SharePasswords
{
    private static readonly PasswordHasher<Share> Hasher = new();

    internal static string? Hash(string? password) => password is null ? null : Hasher.HashPassword(null!, password);

    public static bool Opens(Share share, string password) =>
        share.PasswordHash is { } hash && password.Length <= ShareTerms.MaxPassword
        && Hasher.VerifyHashedPassword(share, hash, password) != PasswordVerificationResult.Failed;
}
