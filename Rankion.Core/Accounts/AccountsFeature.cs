using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core.Data;

namespace Rankion.Core.Accounts;

public static class AccountsFeature
{
    /// <summary>People, their passwords and their tokens. How a browser signs in is the web's part.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        // before Identity's own registrations, which step back: these two are stateless
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddScoped<IPasswordValidator<User>, PasswordRules>();
        services.AddIdentityCore<User>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = ""; // the user name is the e-mail address, with whatever may be in one
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        }).AddEntityFrameworkStores<RankionDbContext>();
        services.AddSingleton<AccessCache>().AddSingleton<People>().AddSingleton<PeopleNames>().AddSingleton<ApiTokens>().AddSingleton<IdempotencyKeys>().AddSingleton<FirstRun>();
        services.AddSingleton<DemoPictures>().AddSingleton<DemoCalendar>().AddSingleton<Demo>();
        return services.AddEmail();
    }

    private static IServiceCollection AddEmail(this IServiceCollection services)
    {
        services.AddOptions<EmailOptions>().BindConfiguration(EmailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IEmailSender>(provider => string.IsNullOrEmpty(provider.GetRequiredService<IOptions<EmailOptions>>().Value.Host)
            ? ActivatorUtilities.CreateInstance<LogEmailSender>(provider)
            : ActivatorUtilities.CreateInstance<SmtpEmailSender>(provider));
        return services.AddSingleton<PostOffice>().AddHostedService(provider => provider.GetRequiredService<PostOffice>());
    }
}
