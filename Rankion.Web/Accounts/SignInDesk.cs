using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Web.Components.Account;

namespace Rankion.Web.Accounts;

/// <summary>How an attempt to sign in ended: refused, in one sentence for the person, or half way. Neither: the person is in.</summary>
internal sealed record SignInOutcome(string? Refusal = null, bool NeedsSecondFactor = false);

/// <summary>Lets people in, and says why not in words that do not tell who has an account.</summary>
internal sealed class SignInDesk(SignInManager<User> signIn, UserManager<User> users, IPasswordHasher<User> hasher, ILogger<SignInDesk> log)
{
    private const string Locked = "Too many wrong attempts. This account rests for 15 minutes; then try again.";

    public async Task<SignInOutcome> WithPasswordAsync(string email, string password, bool stay)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        if (user is null)
        {
            // as slow as a real account's check
            hasher.HashPassword(new User { DisplayName = "" }, password);
            return Answer(SignInResult.Failed, "E-mail or password is wrong.");
        }
        return Answer(await signIn.PasswordSignInAsync(user, password, stay, lockoutOnFailure: true), "E-mail or password is wrong.");
    }

    public async Task<SignInOutcome> WithPasskeyAsync(PasskeyInput passkey) =>
        passkey is { CredentialJson: { Length: > 0 } credential }
            ? Answer(await signIn.PasskeySignInAsync(credential), "This passkey is not known here.")
            : new SignInOutcome(passkey.Error);

    public async Task<SignInOutcome> WithCodeAsync(string code, bool stay) =>
        Answer(await signIn.TwoFactorAuthenticatorSignInAsync(Bare(code), stay, rememberClient: false), "This code is wrong or too old.");

    public async Task<SignInOutcome> WithRecoveryCodeAsync(string code) =>
        Answer(await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim().ToUpperInvariant()), "This recovery code is wrong or has been used.");

    /// <summary>Who has just made an account is in.</summary>
    public async Task WithNewAccountAsync(Actor actor, bool stay) =>
        await signIn.SignInAsync((await users.FindByIdAsync(actor.UserId.ToString(CultureInfo.InvariantCulture)))!, stay);

    /// <summary>Authenticator apps show codes in groups.</summary>
    public static string Bare(string code) => string.Concat(code.Where(char.IsAsciiDigit));

    private SignInOutcome Answer(SignInResult result, string otherwise)
    {
        if (result.IsLockedOut)
            log.LogWarning("An account was locked after too many wrong attempts");
        return result switch
        {
            { Succeeded: true } => new SignInOutcome(),
            { RequiresTwoFactor: true } => new SignInOutcome(NeedsSecondFactor: true),
            { IsLockedOut: true } => new SignInOutcome(Locked),
            _ => new SignInOutcome(otherwise),
        };
    }
}
