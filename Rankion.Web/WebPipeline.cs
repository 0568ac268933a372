using Rankion.Web.Accounts;
using Rankion.Web.Components;

namespace Rankion.Web;

public static class WebPipeline
{
    /// <summary>What a request passes through, in this order.</summary>
    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapHealth();
        app.MapAccount();
        app.MapUi();
        return app;
    }
}
