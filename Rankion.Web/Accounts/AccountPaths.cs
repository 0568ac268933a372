namespace Rankion.Web.Accounts;

/// <summary>Where signing in happens.</summary>
public static class AccountPaths
{
    public const string SignIn = "/sign-in";
    public const string SetUp = "/set-up";
    public const string Invitation = "/invite/";
    public const string SecondFactor = "/account/second-factor";
    public const string Denied = "/account/denied";
    public const string Forgot = "/account/forgot-password";
    public const string Reset = "/account/reset-password";
    public const string Password = "/account/password";
    public const string TwoFactor = "/account/two-factor";
    public const string Passkeys = "/account/passkeys";
    public const string Security = "/settings/security";
    public const string SignOut = "/account/sign-out";
    public const string Team = "/account/team";

    /// <summary>The query parameter that says where to go after signing in.</summary>
    public const string Return = "return";

    /// <summary>Whether what is posted there opens an account to whoever gets it right.</summary>
    public static bool IsDoor(PathString path) =>
        path.StartsWithSegments(SignIn) || path.StartsWithSegments(SetUp) || path.StartsWithSegments("/invite") || path.StartsWithSegments("/account");

    /// <summary>The sign-in page, which leads on to <paramref name="path"/>.</summary>
    public static string SignInFor(string path) => $"{SignIn}?{Return}={Uri.EscapeDataString(path)}";

    /// <summary>The path itself when it is one of this site, else the start page: nobody is sent elsewhere.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] and not (['/', '/' or '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
