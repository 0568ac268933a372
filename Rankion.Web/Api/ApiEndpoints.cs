using Rankion.Web.Api.Compat;

namespace Rankion.Web.Api;

/// <summary>The <c>/v1</c> door: one line per resource. Who comes in, how fast, and what errors look like is the same for all.</summary>
public static class ApiEndpoints
{
    internal const string Root = "/v1";

    /// <summary>Every path below these belongs to the API.</summary>
    private static readonly PathString[] Roots = [Root, "/api"];

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(ApiJson.Configure);
        // bad input is an exception in production too, so that ApiErrors can say what is wrong with it
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services.AddSingleton<RateLimits>().AddSingleton<ShownImages>().AddSingleton<ChatStream>().AddApiDocument();
    }

    internal static bool IsApi(PathString path) => path.StartsWithSegments(Roots[0]) || path.StartsWithSegments(Roots[1]);

    /// <summary>What every request to the API passes, in this order.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app) =>
        app.UseWhen(http => IsApi(http.Request.Path), api => api.UseMiddleware<ApiErrors>().UseMiddleware<ApiAccess>().UseMiddleware<Idempotency>()
            // here, and not behind what only pages need: cookies, their limits and their forms
            .UseEndpoints(_ => { }));

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapNeuroflash();
        routes.MapMilady();
        routes.MapMiladyBulk();
        routes.MapMiladyCollections();
        var v1 = routes.MapGroup(Root);
        v1.MapGeneration();
        v1.MapImages();
        v1.MapUploads();
        v1.MapContent();
        v1.MapEditing();
        v1.MapMasks();
        v1.MapFamily();
        v1.MapSimilar();
        v1.MapCuration();
        v1.MapTrash();
        v1.MapBulk();
        v1.MapExports();
        v1.MapSharing();
        v1.MapChat();
        v1.MapJobs();
        v1.MapCredits();
        v1.MapStorage();
        v1.MapAudit();
        v1.MapProjects();
        v1.MapArticles();
        v1.MapCalendar();
        v1.MapCalendarFeeds();
        v1.MapTags();
        v1.MapCollections();
    }
}
