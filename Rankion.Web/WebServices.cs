using Rankion.Core;
using Rankion.Core.Jobs;
using Rankion.Web.Accounts;
using Rankion.Web.Api;
using Rankion.Web.Components;
using Rankion.Web.Media;
using Rankion.Web.Security;
using Rankion.Web.Sharing;
using Rankion.Web.Uploads;

namespace Rankion.Web;

public static class WebServices
{
    /// <summary>The product and its two doors: one line per feature.</summary>
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddTelemetry();
        builder.AddRequestLimits();
        services.AddRankion(builder.Configuration);
        services.AddSchedule();
        services.AddOptions<WebOptions>().BindConfiguration(WebOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PublicUrl>();
        services.AddHealth();
        services.AddMedia();
        services.AddSharePages();
        services.AddUploadDesk();
        services.AddApi();
        services.AddSignIn();
        services.AddUi();
        return builder;
    }
}
