using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace Rankion.Web.Security;

/// <summary>
/// Behind a proxy, who asks and how stands in headers that anybody can send: they are believed only from the addresses in
/// <see cref="WebOptions.TrustedProxies"/>, so by default from nobody.
/// </summary>
public static class Proxies
{
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app)
    {
        var trusted = app.ApplicationServices.GetRequiredService<IOptions<WebOptions>>().Value.TrustedProxies;
        if (trusted.Count == 0)
            return app;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in trusted)
            options.KnownIPNetworks.Add(Parse(network)!.Value);
        return app.UseForwardedHeaders(options);
    }

    /// <summary>An address, or a network such as <c>10.0.0.0/8</c>; null where it is neither.</summary>
    internal static IPNetwork? Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
