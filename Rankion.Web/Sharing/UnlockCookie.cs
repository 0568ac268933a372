using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Rankion.Core.Sharing;

namespace Rankion.Web.Sharing;

/// <summary>Remembers in the browser that it knew the password: for this link and this password, sealed, for an hour.</summary>
internal sealed class UnlockCookie(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Name = "rankion-share";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("Rankion.Share.Unlock");

    public void Give(HttpContext http, Share share)
    {
        var until = time.GetUtcNow().Add(Lifetime).ToUnixTimeSeconds();
        var text = string.Create(CultureInfo.InvariantCulture, $"{until} {share.Token} {share.PasswordHash}");
        http.Response.Cookies.Append(Name, protector.Protect(text), new CookieOptions
        {
            Path = SharePaths.Page(share.Token),
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Lax,
            MaxAge = Lifetime,
        });
    }

    public bool Opens(HttpContext http, Share share)
    {
        if (share.PasswordHash is null)
            return true;
        if (http.Request.Cookies[Name] is not { } sealedText)
            return false;
        try
        {
            return protector.Unprotect(sealedText).Split(' ') is [var until, var token, var password]
                && token == share.Token && password == share.PasswordHash
                && long.Parse(until, CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
