using System.Net;
using System.Net.Sockets;

namespace Rankion.Core.Uploads;

/// <summary>
/// Connects to public addresses only. A name is looked up once, here, at the moment of connecting, and what was checked is what
/// is dialled: a name that points elsewhere the next time has no next time. One private address among several refuses all.
/// </summary>
internal sealed class GuardedDialer(Network network)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host, ct);
        if (addresses.Length == 0 || !addresses.All(PublicAddress.Is))
            throw new AddressNotAllowedException();
        for (var i = 0; ; i++)
        {
            try
            {
                return await network.ConnectAsync(addresses[i], port, ct);
            }
            catch (SocketException) when (i < addresses.Length - 1)
            {
                // the next one may answer
            }
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        try
        {
            return IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await network.ResolveAsync(host, ct);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return []; // told like a private one: whether an internal name exists is nobody's business
        }
    }
}

/// <summary>The address is not one of the public internet.</summary>
internal sealed class AddressNotAllowedException : Exception;
