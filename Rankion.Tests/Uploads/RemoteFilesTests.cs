using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Uploads;

namespace Rankion.Tests.Uploads;

/// <summary>What a server may be talked into fetching.</summary>
public sealed class RemoteFilesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forbidden => [
        // this machine
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.1.2.3", "::1", "::", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:ffff:7f00:0001",
        // private networks
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255", "100.64.0.1", "100.127.255.255", "::ffff:10.0.0.1",
        "::ffff:192.168.1.1", "fc00::1", "fd00::1", "fdff:ffff::1",
        // what clouds tell their machines
        "169.254.169.254", "169.254.170.2", "169.254.0.1", "::ffff:169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
        // neighbours
        "fe80::1", "fe80::1%1", "febf::1", "fec0::1",
        // IPv4 inside IPv6
        "::127.0.0.1", "::10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        // nobody's, everybody's, examples'
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "ff02::1", "ff0e::1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1",
        "198.19.255.255", "192.0.0.1", "192.88.99.1", "2001:db8::1", "2001:10::1", "3fff::1", "100::1", "5f00::1", "4000::1", "8000::1",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void An_address_that_is_not_the_internets_is_told(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData(Elsewhere.PublicIp)]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.1.1")]
    [InlineData("192.0.1.1")]
    [InlineData("223.255.255.254")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001:80b::200e")]
    [InlineData("::ffff:1.1.1.1")]
    public void An_address_of_the_internet_is_allowed(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://private.test/")]
    [InlineData("//127.0.0.1/")]
    [InlineData("http://[::1]:5080/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://root:root@images.test/")]
    public async Task A_redirect_is_checked_like_the_address_itself(string to)
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Redirect(to);

        Assert.Equal("url_not_allowed", (await RefusalAsync(elsewhere, "http://images.test/a.png")).Code);
        Assert.Equal([Elsewhere.PublicIp], elsewhere.Dialled.Select(a => a.ToString()));
    }

    [Fact]
    public async Task A_name_that_points_home_the_second_time_is_dialled_no_second_time()
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Names["rebind.test"] = new([[Elsewhere.PublicIp], ["169.254.169.254"]]);
        elsewhere.Redirect("http://rebind.test/again");

        Assert.Equal("url_not_allowed", (await RefusalAsync(elsewhere, "http://rebind.test/a.png")).Code);
        Assert.Equal([Elsewhere.PublicIp], elsewhere.Dialled.Select(a => a.ToString()));
    }

    [Fact]
    public async Task A_file_is_fetched_through_redirects_without_cookies_or_credentials()
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Answer(http =>
        {
            http.Response.Headers.SetCookie = "session=1";
            if (http.Request.Path == "/a")
                http.Response.Redirect("/b/harbour%20at%20dawn.png?sig=1");
            else
                return http.Response.Body.WriteAsync(new byte[] { 1, 2, 3 }).AsTask();
            return Task.CompletedTask;
        });

        var file = await FetchAsync(elsewhere, "http://images.test/a");

        Assert.Equal("harbour at dawn.png", file.Name);
        Assert.Equal([1, 2, 3], file.Bytes.ToArray());
        Assert.Equal(["images.test/a", "images.test/b/harbour%20at%20dawn.png?sig=1"], elsewhere.Asked.Select(a => a.Url));
        Assert.All(elsewhere.Asked, a => Assert.Equal([], a.Headers.Intersect(["Cookie", "Authorization", "traceparent", "Referer"])));
    }

    [Fact]
    public async Task What_does_not_end_well_is_refused_in_words()
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Redirect("/again");
        Assert.Equal("url_unreachable", (await RefusalAsync(elsewhere, "http://images.test/")).Code);
        elsewhere.Answer(http =>
        {
            http.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        Assert.Contains("404", (await RefusalAsync(elsewhere, "http://images.test/")).Message, StringComparison.Ordinal);
        elsewhere.Answer(http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.WriteAsync("x");
        });
        Assert.Equal("url_unreachable", (await RefusalAsync(elsewhere, "http://images.test/")).Code);
        elsewhere.Answer(async http =>
        {
            http.Response.ContentLength = 100;
            await http.Response.WriteAsync("x");
            http.Abort();
        });
        Assert.Equal("url_unreachable", (await RefusalAsync(elsewhere, "http://images.test/")).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task More_bytes_than_allowed_are_not_read(bool isAnnounced)
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Answer(async http =>
        {
            if (isAnnounced)
                http.Response.ContentLength = 5000;
            await http.Response.Body.WriteAsync(new byte[5000]);
        });

        Assert.Equal(("file_too_large", 413), await RefusalAsync(elsewhere, "http://images.test/") is var refusal ? (refusal.Code, refusal.Status) : default);
    }

    [Fact]
    public async Task A_server_that_never_ends_is_given_up()
    {
        await using var elsewhere = await OpenAsync();
        elsewhere.Answer(async http =>
        {
            await http.Response.WriteAsync("x");
            await http.Response.Body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
        });

        Assert.Equal("url_unreachable", (await RefusalAsync(elsewhere, "http://images.test/")).Code);
    }

    private static async Task<Elsewhere> OpenAsync()
    {
        var elsewhere = await Elsewhere.StartAsync();
        elsewhere.Names["localhost"] = new([["127.0.0.1"]]);
        elsewhere.Names["localhost."] = new([["127.0.0.1"]]);
        elsewhere.Names["127.0.0.1."] = new([["127.0.0.1"]]);
        elsewhere.Names["private.test"] = new([["10.1.2.3"]]);
        elsewhere.Names["mixed.test"] = new([[Elsewhere.PublicIp, "192.168.1.1"]]);
        return elsewhere;
    }

    private static async Task<RemoteFile> FetchAsync(Elsewhere elsewhere, string url)
    {
        using var remote = new RemoteFiles(elsewhere.Network, Options.Create(new UploadOptions { MaxBytes = 4096, FetchSeconds = 2 }));
        return await remote.FetchAsync("image_url", url, Ct);
    }

    private static Task<RefusalException> RefusalAsync(Elsewhere elsewhere, string url) => Assert.ThrowsAsync<RefusalException>(() => FetchAsync(elsewhere, url));
}
