using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Rankion.Web.Security;

namespace Rankion.Web;

/// <summary><c>Rankion</c>: what the web app as a whole is told.</summary>
public sealed class WebOptions : IValidatableObject
{
    public const string Section = "Rankion";

    /// <summary>The base of links that leave the house, as people reach this server; default: the first address it listens on.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>Addresses or networks of proxies whose X-Forwarded headers are believed; default: none.</summary>
    public IList<string> TrustedProxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(PublicUrl) && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            yield return new ValidationResult($"Rankion:PublicUrl must be an http or https address, not '{PublicUrl}'.", [nameof(PublicUrl)]);
        foreach (var proxy in TrustedProxies.Where(proxy => Proxies.Parse(proxy) is null))
            yield return new ValidationResult($"Rankion:TrustedProxies must hold addresses or networks such as 10.0.0.0/8, not '{proxy}'.", [nameof(TrustedProxies)]);
    }
}

/// <summary>
/// The address people reach this server at. Never taken from a request's Host header: whoever asks for somebody else's
/// password reset must not choose where its link leads.
/// </summary>
public sealed class PublicUrl(IOptions<WebOptions> options, IServer server)
{
    /// <summary>Without a slash at the end.</summary>
    public string Base => options.Value.PublicUrl is { Length: > 0 } configured ? configured.TrimEnd('/') : Listening();

    /// <param name="path">Begins with a slash.</param>
    public string For(string path) => Base + path;

    /// <summary>For an answer to whoever sent the request: as configured, else the address it was sent to.</summary>
    public string BaseFor(HttpRequest request) =>
        options.Value.PublicUrl is { Length: > 0 } ? Base : $"{request.Scheme}://{request.Host}{request.PathBase}";

    private string Listening()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri.GetLeftPart(UriPartial.Authority);
    }
}

internal static class AbsoluteUrls
{
    /// <summary>The address of a path of this server, as the caller reaches it.</summary>
    public static string Absolute(this HttpContext http, string path) =>
        http.RequestServices.GetRequiredService<PublicUrl>().BaseFor(http.Request) + path;
}
