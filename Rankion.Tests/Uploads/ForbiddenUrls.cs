namespace Rankion.Tests.Uploads;

/// <summary>Addresses by which servers have been talked into fetching what only they can reach, and the tricks that hide them.</summary>
internal static class ForbiddenUrls
{
    /// <summary>None of them may lead to a connection.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        // this machine, written in every way that some parser takes
        "http://127.0.0.1/", "https://127.0.0.1:443/", "http://127.0.0.1:5080/", "http://127.1/", "http://127.0.1/", "http://127.255.255.254/", "http://0/", "http://0.0.0.0/",
        "http://2130706433/", "http://017700000001/", "http://0x7f000001/", "http://0x7F.1/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://0177.0.0.01/", "http://00000177.1/",
        "http://127.0.0.1./", "http://127.0.0.1.:80/", "http://%31%32%37.0.0.1/", " http://127.0.0.1/", "http:\\\\127.0.0.1\\", "HTTP://127.0.0.1/",
        "http://[::1]/", "http://[::]/", "http://[0:0:0:0:0:0:0:1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/", "http://[0000::0001]:80/",
        "http://localhost/", "http://LOCALHOST:5080/", "http://localhost./", "http://localtest.me/", "http://127.0.0.1.nip.io/", "http://ip6-localhost/",
        // digits and letters that only look like others
        "http://①②⑦.⓪.⓪.①/", "http://１２７.０.０.１/", "http://127。0。0。1/", "http://127．0．0．1/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://ｌｏｃａｌｈｏｓｔ/",
        // private networks
        "http://10.0.0.1/", "http://10.255.255.255/", "http://167772161/", "http://172.16.0.1/", "http://172.31.255.254/", "http://192.168.0.1/", "http://3232235777/",
        "http://0xc0a80101/", "http://0300.0250.1.1/", "http://100.64.0.1/", "http://[fc00::1]/", "http://[fd12:3456:789a::1]/", "http://[::ffff:10.0.0.1]/",
        "http://[::ffff:c0a8:101]/", "http://private.test/", "http://mixed.test/", "http://mixed6.test/", "http://mapped.test/", "http://printer.local/",
        "http://kubernetes.default.svc/", "http://host.docker.internal/",
        // what clouds tell their machines
        "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "http://2852039166/latest/meta-data/", "http://0xa9fea9fe/", "http://0xA9.0xFE.0xA9.0xFE/",
        "http://0251.0376.0251.0376/", "http://169.254.43518/", "http://[::ffff:169.254.169.254]/", "http://[::ffff:a9fe:a9fe]/", "http://[::169.254.169.254]/",
        "http://[0:0:0:0:0:ffff:169.254.169.254]/", "http://[fd00:ec2::254]/latest/", "http://169.254.170.2/v2/credentials/", "http://100.100.100.200/latest/meta-data/",
        "http://192.0.0.192/opc/v1/", "http://168.63.129.16/metadata/instance", "http://metadata.google.internal/computeMetadata/v1/", "http://metadata.google.internal./",
        "http://METADATA/", "http://instance-data/", "http://169.254.169.254.nip.io/",
        // IPv4 that travels in IPv6, and neighbours
        "http://[64:ff9b::a9fe:a9fe]/", "http://[64:ff9b::169.254.169.254]/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2002:a9fe:a9fe::1]/",
        "http://[2001:0:53aa:64c:0:0:5601:5601]/", "http://sixtofour.test/", "http://nat64.test/", "http://teredo.test/", "http://[fe80::1]/", "http://[fe80::1%25eth0]/",
        "http://[fe80::1%25lo]/", "http://[fe80::1%1]/", "http://[fec0::1]/", "http://[ff02::1]/", "http://scoped.test/",
        // nobody's, everybody's, examples'
        "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://192.0.2.1/", "http://198.18.0.1/", "http://[2001:db8::1]/", "http://[100::1]/", "http://nowhere.test/",
        "http://256.256.256.256/", "http://1.2.3.4.5/",
        // a name before the name
        "http://user:secret@images.test/", "http://images.test@127.0.0.1/", "http://127.0.0.1@images.test/", "http://images.test:80@127.0.0.1/", "http://images.test%2f@127.0.0.1/",
        "http://images.test%00@127.0.0.1/", "https://:@images.test/", "http://images.test&@127.0.0.1/", "http://images.test\\@127.0.0.1/",
        // ports that are none of the web, or none at all
        "http://images.test:22/", "http://images.test:25/", "http://images.test:53/", "http://images.test:0/", "http://images.test:6667/", "http://images.test:99999/",
        "http://images.test:-1/", "http://images.test:80:80/", "http://images.test:x/", "http://127.0.0.1:6379/", "http://127.0.0.1:11211/",
        // no web at all
        "file:///etc/passwd", "file://localhost/etc/passwd", "/etc/passwd", "\\\\127.0.0.1\\share\\a.png", "ftp://images.test/a.png", "sftp://images.test/a.png", "tftp://images.test/a.png",
        "gopher://127.0.0.1:6379/_FLUSHALL", "dict://127.0.0.1:11211/stat", "ldap://127.0.0.1/", "ws://images.test/", "wss://images.test/", "jar:http://images.test!/a.png",
        "blob:http://images.test/a", "http+unix://%2fvar%2frun%2fdocker.sock/", "php://filter/resource=/etc/passwd", "netdoc:///etc/passwd", "view-source:http://127.0.0.1/",
        "javascript:alert(1)", "about:blank", "//images.test/a.png", "images.test/a.png", "nonsense",
        // not even an address
        "http://", "http:///a.png", "http:/127.0.0.1/", "http:127.0.0.1", "http://images.test/\r\nHost: localhost", "http://images.test/\u0000", "\thttp://127.0.0.1/",
        "http://[::1/", "http://[127.0.0.1]/", "http://./", "http://images.test/" + new string('a', 4100),
    ];

    /// <summary>What the names stand for; all others are unknown.</summary>
    public static readonly IReadOnlyList<(string Name, string[] Addresses)> Names =
    [
        ("localhost", ["127.0.0.1"]), ("localhost.", ["127.0.0.1"]), ("127.0.0.1.", ["127.0.0.1"]), ("localtest.me", ["127.0.0.1"]), ("127.0.0.1.nip.io", ["127.0.0.1"]),
        ("ip6-localhost", ["::1"]), ("private.test", ["10.1.2.3"]), ("mixed.test", [Elsewhere.PublicIp, "192.168.1.1"]), ("mixed6.test", [Elsewhere.PublicIp, "fd00::1"]),
        ("mapped.test", ["::ffff:10.0.0.1"]), ("printer.local", ["192.168.1.20"]), ("kubernetes.default.svc", ["10.96.0.1"]), ("host.docker.internal", ["192.168.65.2"]),
        ("metadata.google.internal", ["169.254.169.254"]), ("metadata.google.internal.", ["169.254.169.254"]), ("metadata", ["169.254.169.254"]), ("instance-data", ["169.254.169.254"]),
        ("169.254.169.254.nip.io", ["169.254.169.254"]), ("sixtofour.test", ["2002:7f00:1::"]), ("nat64.test", ["64:ff9b::a9fe:a9fe"]),
        ("teredo.test", ["2001:0:53aa:64c:0:0:5601:5601"]), ("scoped.test", ["fe80::1%1"]),
    ];

    public static void Point(Elsewhere elsewhere)
    {
        foreach (var (name, addresses) in Names)
            elsewhere.Names[name] = new([addresses]);
    }
}
