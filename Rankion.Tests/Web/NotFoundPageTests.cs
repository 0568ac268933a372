using System.Net;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

public sealed class NotFoundPageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/settings/no-such-page?x=1")]
    public async Task A_stranger_at_an_address_that_is_none_is_told_so_and_not_asked_to_sign_in(string path)
    {
        await using var app = await RankionApp.StartAsync();
        await app.CreateTeamAsync();

        using var answer = await app.Client().GetAsync(path, Ct);

        Assert.Equal((HttpStatusCode.NotFound, null), (answer.StatusCode, answer.Headers.Location));
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("There is nothing here", page, StringComparison.Ordinal);
        // what is inside the app is nobody's business outside
        Assert.DoesNotContain("href=\"/trash\"", page, StringComparison.Ordinal);
    }
}
