using Rankion.Web.Accounts;
using Rankion.Web.Api;
using Rankion.Web.Calendar;
using Rankion.Web.Components;
using Rankion.Web.Components.Language;
using Rankion.Web.Media;
using Rankion.Web.Security;
using Rankion.Web.Sharing;
using Rankion.Web.Uploads;

namespace Rankion.Web;

public static class WebPipeline
{
    /// <summary>What a request passes through, in this order.</summary>
    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseTrustedProxies();
        // the pages' errors outside, the API's inside: the other way round its errors have no body
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        // a browser that leaves says so to the circuit, and is gone before any page could answer it
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/_blazor"), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseSecurityHeaders();
        app.UseApiReference();
        // before the API's own: how much of a body is read depends on the endpoint
        app.UseRouting();
        app.UseApi();
        app.UseAuthentication();
        app.UseLanguage();
        app.UseAccountLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapMedia();
        app.MapSharePages();
        app.MapShareCsv();
        app.MapIcsFeeds();
        app.MapApi();
        app.MapApiDocument();
        app.MapAccount();
        app.MapUploadEndpoint();
        app.MapMaskEndpoint();
        app.MapUi();
        return app;
    }
}
