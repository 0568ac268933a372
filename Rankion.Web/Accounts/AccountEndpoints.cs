using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Rankion.Core.Accounts;
using Rankion.Core.Teams;
using Rankion.Web.Api;
using Rankion.Web.Components.Account;

namespace Rankion.Web.Accounts;

/// <summary>What account pages post to; every one checks the antiforgery token.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").ExcludeFromDescription().AddEndpointFilter(RequireAntiforgeryAsync);
        group.MapPost(AccountPaths.SignOut, SignOutAsync);
        group.MapPost(AccountPaths.Team, SwitchTeamAsync).RequireAuthorization();
        group.MapPost($"{AccountPaths.Passkeys}/request-options", RequestPasskeyAsync);
        group.MapPost($"{AccountPaths.Passkeys}/creation-options", CreatePasskeyAsync).RequireAuthorization();
    }

    /// <summary>Whoever tries passwords, codes and links by the hundred is slowed down, whatever account they are for.</summary>
    public static IApplicationBuilder UseAccountLimits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !AccountPaths.IsDoor(http.Request.Path))
        {
            await next(http);
            return;
        }
        var limit = http.RequestServices.GetRequiredService<RateLimits>().TakeForAddress(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (!limit.IsExceeded)
        {
            await next(http);
            return;
        }
        http.Response.Headers.RetryAfter = limit.RetryAfter.ToString(CultureInfo.InvariantCulture);
        await Results.Text(AccountWords.Say["Too many attempts. Try again in a minute."], statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    });

    private static async Task<IResult> SignOutAsync(SignInManager<User> signIn)
    {
        await signIn.SignOutAsync();
        return Results.LocalRedirect(AccountPaths.SignIn);
    }

    /// <summary>A full page load: the new team gets a circuit of its own.</summary>
    private static async Task<IResult> SwitchTeamAsync(HttpContext http, TeamDirectory teams, CancellationToken ct)
    {
        var form = await http.Request.ReadFormAsync(ct);
        return long.TryParse(form["team"], NumberStyles.None, CultureInfo.InvariantCulture, out var team)
            && await teams.SwitchAsync(http.User.UserId()!.Value, team, ct) is not null
                ? Results.LocalRedirect("/")
                : Results.NotFound();
    }

    private static async Task<IResult> RequestPasskeyAsync(SignInManager<User> signIn) =>
        // for nobody in particular: whether an address has passkeys is not for everybody to know
        Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task<IResult> CreatePasskeyAsync(ClaimsPrincipal principal, UserManager<User> users, SignInManager<User> signIn)
    {
        if (await users.GetUserAsync(principal) is not { } user)
            return Results.NotFound();
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
        {
            Id = await users.GetUserIdAsync(user),
            Name = user.Email!,
            DisplayName = user.DisplayName,
        });
        return Results.Content(options, "application/json");
    }

    private static async ValueTask<object?> RequireAntiforgeryAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.BadRequest();
}
