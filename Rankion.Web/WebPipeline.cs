using Rankion.Web.Accounts;
using Rankion.Web.Components;
using Rankion.Web.Media;
using Rankion.Web.Security;

namespace Rankion.Web;

public static class WebPipeline
{
    /// <summary>What a request passes through, in this order.</summary>
    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapMedia();
        app.MapAccount();
        app.MapUi();
        return app;
    }
}
