using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core.Accounts;
using Rankion.Web.Components.Language;
using static Rankion.Web.Components.Account.AccountWords;

namespace Rankion.Web.Accounts;

/// <summary>A new password by a link that goes to the account's address. Whoever asks learns nothing about who has an account.</summary>
internal sealed class PasswordReset(UserManager<User> users, PostOffice post, PublicUrl url)
{
    public async Task RequestAsync(string email)
    {
        if (await users.FindByEmailAsync(email.Trim()) is not { } user)
            return;
        var token = await users.GeneratePasswordResetTokenAsync(user);
        var code = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
        post.Send(Cultures.For(user.Language, () => Letter(user, url.For($"{AccountPaths.Reset}?person={user.Id}&code={code}"))));
    }

    private static Email Letter(User user, string link)
    {
        string[] paragraphs =
        [
            Say["Hello {0},", user.DisplayName],
            $"{Say["choose a new password for Rankion here:"]}\n{link}",
            Say["The link works for three hours, once. If you did not ask for it, nothing has happened and nothing needs to be done."],
        ];
        return new Email(user.Email!, Say["Choose a new password"], string.Join("\n\n", paragraphs));
    }

    /// <returns>What is wrong, in one sentence; null when the password is set.</returns>
    public async Task<string?> ResetAsync(string? person, string? code, string password)
    {
        const string outdated = "This link is too old or has been used. Send a new one.";
        if (!long.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out _) || code is null || await users.FindByIdAsync(person) is not { } user)
            return outdated;
        string token;
        try
        {
            token = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(code));
        }
        catch (FormatException)
        {
            return outdated;
        }
        var result = await users.ResetPasswordAsync(user, token, password);
        if (!result.Succeeded)
            return result.Errors.FirstOrDefault(e => e.Code == "Password")?.Description ?? outdated;
        await users.SetLockoutEndDateAsync(user, null);
        await users.ResetAccessFailedCountAsync(user);
        return null;
    }
}
