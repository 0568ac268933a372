using System.Net;
using System.Runtime.CompilerServices;

namespace Rankion.Tests.Support;

/// <summary>No test reaches beyond this machine: every HTTP client sees a proxy that does not exist for all but loopback.</summary>
internal sealed class Outbound : IWebProxy
{
    public ICredentials? Credentials { get; set; }

    public Uri GetProxy(Uri destination) => new("http://tests-make-no-outbound-calls.invalid");

    public bool IsBypassed(Uri host) => host.IsLoopback;

    [ModuleInitializer]
    internal static void Refuse() => HttpClient.DefaultProxy = new Outbound();
}
