using Microsoft.AspNetCore.Identity;

namespace Rankion.Core.Accounts;

/// <summary>
/// What a password must be: long enough and not among the first that anybody would try. No rules about kinds of characters
/// (NIST SP 800-63B): they make passwords worse.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<User>
{
    public const int MinLength = 8;
    public const int MaxLength = 128;

    private static readonly string[] Guessable =
    [
        "password", "passwort", "12345678", "123456789", "1234567890", "qwertyui", "qwertyuiop", "qwerty12", "qwerty123", "iloveyou", "sunshine",
        "princess", "football", "baseball", "superman", "trustno1", "letmein1", "welcome1", "changeme", "starwars", "computer", "whatever",
        "1q2w3e4r", "1qaz2wsx", "abcd1234", "abc12345", "admin123", "administrator", "rankion1", "p@ssw0rd", "passw0rd", "asdfghjk", "asdfasdf",
    ];

    /// <summary>What is wrong with a password, in one sentence; null when nothing is.</summary>
    public static string? Fault(string password, string email)
    {
        if (password.Length < MinLength)
            return $"A password has at least {MinLength} characters.";
        if (password.Length > MaxLength)
            return $"A password has at most {MaxLength} characters.";
        var bare = password.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '?', '.');
        var obvious = password.Distinct().Count() < 4
            || Guessable.Contains(password, StringComparer.OrdinalIgnoreCase)
            || Guessable.Contains(bare, StringComparer.OrdinalIgnoreCase)
            || password.Equals(email, StringComparison.OrdinalIgnoreCase)
            || bare.Equals(email.Split('@')[0], StringComparison.OrdinalIgnoreCase);
        return obvious ? "This password is too easy to guess." : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user, string? password)
    {
        var fault = Fault(password ?? "", user.Email ?? "");
        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "Password", Description = fault }));
    }
}
