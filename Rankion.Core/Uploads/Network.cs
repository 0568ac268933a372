using System.Net;
using System.Net.Sockets;

namespace Rankion.Core.Uploads;

/// <summary>How names become addresses, and addresses connections. Whether it may be done is <see cref="GuardedDialer"/>'s to say.</summary>
public sealed record Network(Func<string, CancellationToken, Task<IPAddress[]>> ResolveAsync, Func<IPAddress, int, CancellationToken, Task<Stream>> ConnectAsync)
{
    /// <summary>The machine's own.</summary>
    public static readonly Network System = new(Dns.GetHostAddressesAsync, DialAsync);

    private static async Task<Stream> DialAsync(IPAddress address, int port, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
