using System.Net;
using System.Net.Sockets;

namespace Rankion.Core.Uploads;

/// <summary>
/// Tells addresses of the public internet from all others. IPv4 by the ranges that IANA's special-purpose registry keeps from it;
/// IPv6 by the one range that is given out at all, less its special parts, since the rest leads to neighbours, tunnels or IPv4.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special4 = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32", // the host of a virtual machine in Azure, by a public number
    }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Given6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = [.. new[]
    {
        "2001::/23", // protocols' own, Teredo and ORCHID among them
        "2001:db8::/32", "2002::/16", // 6to4, which holds an IPv4 address
        "3fff::/20",
    }.Select(IPNetwork.Parse)];

    /// <summary>Whether a server may go there because a stranger says so.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special4.Any(range => range.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 && Given6.Contains(address) && !Special6.Any(range => range.Contains(address)),
            _ => false,
        };
    }
}
