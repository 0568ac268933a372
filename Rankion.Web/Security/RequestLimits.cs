using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Rankion.Web.Security;

/// <summary>How large a request may be. <c>Rankion:Requests</c>.</summary>
public sealed class RequestLimitOptions
{
    public const string Section = "Rankion:Requests";

    /// <summary>Bytes of a body; an endpoint that takes files says its own. Default 1 MB.</summary>
    [Range(64 * 1024, int.MaxValue)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of all headers together. Default 32 KB.</summary>
    [Range(8 * 1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = 32 * 1024;
}

public static class RequestLimits
{
    public static WebApplicationBuilder AddRequestLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<RequestLimitOptions>().BindConfiguration(RequestLimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.WebHost.ConfigureKestrel((_, kestrel) =>
        {
            var options = kestrel.ApplicationServices.GetRequiredService<IOptions<RequestLimitOptions>>().Value;
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = options.MaxHeaderBytes;
        });
        return builder;
    }
}
