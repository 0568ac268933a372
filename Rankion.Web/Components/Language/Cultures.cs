using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Rankion.Core.Accounts;
using Rankion.Core.Language;
using Rankion.Web.Accounts;

namespace Rankion.Web.Components.Language;

/// <summary>
/// In which language the pages speak, and how they write dates and numbers: what the person chose, else what this browser was last told, else
/// what it asks for. The language is one of <see cref="Words.Languages"/>; the region is the browser's (12.4.2027 or 12/04/2027).
/// What programs read stays as it is: /v1, /media, logs, the audit trail.
/// </summary>
public static class Cultures
{
    /// <summary>The cookie that js/page.js keeps, so that the sign-in page too speaks as the person chose.</summary>
    public const string Cookie = "rk_lang";

    private static readonly string[] ForPrograms = ["/v1", "/media", "/health", "/openapi"];

    public static IApplicationBuilder UseLanguage(this IApplicationBuilder app)
    {
        var cultures = CultureInfo.GetCultures(CultureTypes.AllCultures).Where(c => IsSpoken(c.TwoLetterISOLanguageName)).ToList();
        var options = new RequestLocalizationOptions
        {
            DefaultRequestCulture = new("en"),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            RequestCultureProviders = [new CustomRequestCultureProvider(ChooseAsync)],
        };
        return app.UseWhen(http => !ForPrograms.Any(path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal)), pages => pages.UseRequestLocalization(options));
    }

    /// <summary>Says something to somebody else than the reader of this page: in the language they chose, if they chose one.</summary>
    public static T For<T>(string? language, Func<T> say)
    {
        if (language is null)
            return say();
        var reader = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = reader;
        }
    }

    private static async Task<ProviderCultureResult?> ChooseAsync(HttpContext http)
    {
        var chosen = http.User.UserId() is { } userId
            ? (await http.RequestServices.GetRequiredService<People>().PreferencesAsync(userId, http.RequestAborted)).Language : null;
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value!).Where(IsKnown).ToList();
        var language = (chosen ?? http.Request.Cookies[Cookie]) is { } kept && IsSpoken(kept) ? kept : wanted.Select(LanguageOf).FirstOrDefault(IsSpoken) ?? "en";
        var region = wanted.FirstOrDefault(l => LanguageOf(l) == language) ?? language;
        return new(region, language);
    }

    private static bool IsSpoken(string language) => Words.Languages.Contains(language);

    private static bool IsKnown(string name) => name.Length is > 1 and < 12 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string LanguageOf(string name) => name.Split('-')[0].ToLowerInvariant();
}
