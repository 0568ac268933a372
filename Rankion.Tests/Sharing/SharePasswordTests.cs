using System.Net;
using Rankion.Core.Data;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;
using Rankion.Web.Sharing;

namespace Rankion.Tests.Sharing;

/// <summary>A link with a password: nothing is seen before it is known, and it is not to be guessed.</summary>
public sealed class SharePasswordTests
{
    private const string Password = "open sesame ä&=";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task The_password_opens_this_link_for_an_hour(DatabaseProvider provider)
    {
        await using var house = await ShareHouse.OpenAsync(provider);
        var share = await house.ShareAsync(new() { Password = new(Password) });
        Assert.NotEqual(Password, share.PasswordHash);

        using (var locked = await house.GetAsync(share))
        {
            var html = await locked.Content.ReadAsStringAsync(Ct);
            Assert.Equal(HttpStatusCode.OK, locked.StatusCode);
            Assert.Contains("Enter the password", html, StringComparison.Ordinal);
            Assert.DoesNotContain("Boats", html, StringComparison.Ordinal);
        }
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (
            await house.StatusAsync(share, "/image"), await house.StatusAsync(share, "/download")));
        Assert.Equal(0, await house.ViewsAsync());

        using var opened = await house.UnlockAsync(share, Password);
        Assert.Equal((HttpStatusCode.Redirect, $"/s/{share.Token}"), (opened.StatusCode, opened.Headers.Location!.ToString()));
        var cookie = opened.Header("Set-Cookie")!;
        Assert.Contains($"path=/s/{share.Token}; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("max-age=3600", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(share.Token, cookie.Split(';')[0], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await house.StatusAsync(share, "/image"), await house.StatusAsync(share, "/download")));
        using (var page = await house.GetAsync(share))
            Assert.Contains("Boats", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(1, await house.ViewsAsync());

        var sealedText = cookie.Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, await ImageByAsync(house, share, sealedText));
        house.Clock.Advance(UnlockCookie.Lifetime);
        Assert.Equal(HttpStatusCode.Unauthorized, await ImageByAsync(house, share, sealedText));
    }

    [Fact]
    public async Task A_cookie_that_was_tampered_with_or_is_of_another_link_or_password_opens_nothing()
    {
        await using var house = await ShareHouse.OpenAsync();
        var first = await house.ShareAsync(new() { Password = new(Password) });
        using var opened = await house.UnlockAsync(first, Password);
        var cookie = opened.Header("Set-Cookie")!.Split(';')[0];
        var middle = cookie.Length / 2;
        var tampered = cookie[..middle] + (cookie[middle] == 'A' ? 'B' : 'A') + cookie[(middle + 1)..];
        foreach (var forged in new[] { tampered, cookie[..^4], UnlockCookie.Name + "=1", UnlockCookie.Name + "=" })
            Assert.Equal(HttpStatusCode.Unauthorized, await ImageByAsync(house, first, forged));
        Assert.Equal(HttpStatusCode.OK, await ImageByAsync(house, first, cookie));

        await house.ChangeAsync(new() { Password = new(Password) });
        Assert.Equal(HttpStatusCode.Unauthorized, await ImageByAsync(house, first, cookie));
        await house.App.Get<Shares>().RevokeAsync(house.Owner, house.Image.Id, Ct);
        var second = await house.ShareAsync(new() { Password = new(Password) });
        Assert.Equal(HttpStatusCode.Unauthorized, await ImageByAsync(house, second, cookie));
    }

    [Fact]
    public async Task Who_guesses_is_told_how_often_yet_and_then_has_to_wait()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new() { Password = new(Password) });
        for (var left = 4; left > 0; left--)
        {
            using var wrong = await house.UnlockAsync(share, left % 2 == 0 ? "open sesame" : "");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
            Assert.Contains($"{left} {(left == 1 ? "try" : "tries")} left", await wrong.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }
        foreach (var password in new[] { "wrong", Password })
        {
            using var tooMany = await house.UnlockAsync(share, password);
            Assert.Equal((HttpStatusCode.TooManyRequests, "900"), (tooMany.StatusCode, tooMany.Header("Retry-After")));
            Assert.Null(tooMany.Header("Set-Cookie"));
        }
        house.Clock.Advance(UnlockTries.Lock);
        using var opened = await house.UnlockAsync(share, Password);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
    }

    [Fact]
    public async Task Fifty_wrong_passwords_at_once_are_five_tries()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new() { Password = new(Password) });
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i =>
        {
            using var answer = await house.UnlockAsync(share, $"wrong {i}");
            return answer.StatusCode;
        }));
        Assert.Equal((4, 46), (answers.Count(a => a == HttpStatusCode.Unauthorized), answers.Count(a => a == HttpStatusCode.TooManyRequests)));
        using var right = await house.UnlockAsync(share, Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_no_form_is_a_wrong_password()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new() { Password = new(Password) });
        foreach (var (body, type) in new[] { ("{}", "application/json"), ("password", "multipart/form-data; boundary=x"), ("", "application/x-www-form-urlencoded") })
        {
            using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await house.Client.PostAsync(SharePaths.Page(share.Token), content, Ct);
            Assert.Equal((type, HttpStatusCode.Unauthorized), (type, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_form_for_no_link_or_one_that_is_over_or_open_gives_nothing_away()
    {
        await using var house = await ShareHouse.OpenAsync();
        var share = await house.ShareAsync(new());
        using (var open = await house.UnlockAsync(share, "anything"))
            Assert.Equal((HttpStatusCode.Redirect, null), (open.StatusCode, open.Header("Set-Cookie")));
        await house.App.Get<Shares>().RevokeAsync(house.Owner, house.Image.Id, Ct);
        using (var over = await house.UnlockAsync(share, "anything"))
            Assert.Equal(HttpStatusCode.Gone, over.StatusCode);
        using var unknown = await house.UnlockAsync(new Share { Token = new('x', 40) }, "anything");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    /// <summary>With this cookie and no other.</summary>
    private static async Task<HttpStatusCode> ImageByAsync(ShareHouse house, Share share, string cookie)
    {
        using var client = house.App.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var answer = await house.GetAsync(share, "/image", client: client, headers: ("Cookie", cookie));
        return answer.StatusCode;
    }
}
