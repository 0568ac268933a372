using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Rankion.Web.Accounts;

public static class SignInFeature
{
    /// <summary>How often a cookie or a circuit asks whether its person may still be signed in.</summary>
    public static readonly TimeSpan Revalidation = TimeSpan.FromMinutes(1);

    /// <summary>Signing in with a browser: cookies, second factors, passkeys, and the keys that all of them are sealed with.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies =>
            cookies.ApplicationCookie!.Configure(options =>
            {
                options.Cookie.Name = "rankion";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = TimeSpan.FromDays(14);
                options.LoginPath = AccountPaths.SignIn;
                options.AccessDeniedPath = AccountPaths.Denied;
                options.ReturnUrlParameter = AccountPaths.Return;
            }));
        services.AddAuthorization(options => options.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new TeamMember()).Build());
        services.AddSingleton<IAuthorizationHandler, TeamMemberHandler>();
        new IdentityBuilder(typeof(Core.Accounts.User), services).AddSignInManager().AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = Revalidation);
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromHours(3));
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, CircuitSignIn>();
        services.AddScoped<CurrentActor>().AddScoped<SignInDesk>().AddScoped<PasswordReset>().AddSingleton<InvitationDesk>();
        services.AddHostedService<Welcome>();
        return services.AddKeyRing();
    }

    /// <summary>The keys lie in the database, so that all servers share them and a restart signs nobody out.</summary>
    private static IServiceCollection AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("Rankion");
        // it warns that the keys are not sealed themselves; see KeyRing
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<KeyRing>();
        services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, ring) => options.XmlRepository = ring);
        return services;
    }
}
