using Rankion.Tests.Support;
using Rankion.Tests.Uploads;

namespace Rankion.Tests.Api;

/// <summary>What an upload by address may be talked into: nothing.</summary>
public sealed class UploadGuardTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_trick_leads_to_a_connection_by_any_door()
    {
        await using var elsewhere = await Elsewhere.StartAsync();
        await using var world = await OpenAsync(elsewhere);
        (string Path, string Field)[] doors = [("/v1/images", "image_url"), ($"/api/image-service/v1/workspaces/{world.Team.Id}/images", "imageUrl")];
        Assert.True(ForbiddenUrls.All.Count >= 100);

        foreach (var url in ForbiddenUrls.All)
        {
            foreach (var (path, field) in doors)
            {
                using var answer = await world.PostAsync(path, new Dictionary<string, string> { [field] = url });
                var text = await answer.Content.ReadAsStringAsync(Ct);
                Assert.True((int)answer.StatusCode == 422 && text.Contains("\"url_not_allowed\"", StringComparison.Ordinal), $"{url}: {(int)answer.StatusCode} {text}");
                Assert.True(elsewhere.Dialled.IsEmpty, $"{url} was dialled");
            }
        }
        Assert.Equal(0, (await world.GetAsync("/v1/images").JsonAsync()).GetProperty("meta").GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_an_address_answers_with_leads_no_further_in_than_the_address_itself()
    {
        await using var elsewhere = await Elsewhere.StartAsync();
        await using var world = await OpenAsync(elsewhere);
        elsewhere.Names["rebind.test"] = new([[Elsewhere.PublicIp], ["169.254.169.254"]]);
        (string Url, string To)[] ways =
        [
            .. ForbiddenUrls.All.Where(url => url.Contains("://", StringComparison.Ordinal) && url.All(c => c is > ' ' and < '\x7f')).Select(url => ("http://images.test/a.png", url)),
            ("http://images.test/a.png", "//127.0.0.1/"), ("http://images.test#@127.0.0.1/", "http://127.0.0.1/"), ("http://images.test/@127.0.0.1/", "http://127.0.0.1/"),
            ("http://images.test/?url=http://1.1.1.1", "http://10.0.0.1/"), ("http://rebind.test/a.png", "http://rebind.test/b.png"),
        ];

        foreach (var (url, to) in ways)
        {
            elsewhere.Dialled.Clear();
            elsewhere.Redirect(to);
            using var answer = await world.PostAsync("/v1/images", new { image_url = url });
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(text.Contains("\"url_not_allowed\"", StringComparison.Ordinal), $"{url} to {to}: {(int)answer.StatusCode} {text}");
            Assert.All(elsewhere.Dialled, a => Assert.Equal(Elsewhere.PublicIp, a.ToString()));
        }
    }

    private static async Task<ApiWorld> OpenAsync(Elsewhere elsewhere)
    {
        ForbiddenUrls.Point(elsewhere);
        return await ApiWorld.OpenAsync(configure: setup =>
        {
            elsewhere.Use(setup);
            setup.Settings["Rankion:RateLimits:PerMinute"] = "100000";
        });
    }
}
