using Rankion.Tests.Support;

namespace Rankion.Tests.Language;

public sealed class CulturesTests
{
    [Theory]
    [InlineData(null, null, "en")]
    [InlineData("de-CH,de;q=0.9,en;q=0.8", null, "de")]
    [InlineData("fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4", null, "de")]
    [InlineData("fr-FR", null, "en")]
    [InlineData("de-DE", "en", "en")]
    [InlineData("en-GB", "de", "de")]
    [InlineData("*", "tlh", "en")]
    public async Task A_page_speaks_as_it_was_told_or_as_the_browser_asks(string? accept, string? kept, string language)
    {
        await using var app = await RankionApp.StartAsync();
        await app.CreateTeamAsync();
        using var client = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", accept);
        if (kept is not null)
            request.Headers.TryAddWithoutValidation("Cookie", $"rk_lang={kept}");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains($"<html lang=\"{language}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Programs_are_answered_in_English()
    {
        await using var app = await RankionApp.StartAsync();
        using var client = app.Client((await app.CreateTeamAsync()).Token);
        client.DefaultRequestHeaders.Add("Accept-Language", "de-DE");
        using var response = await client.GetAsync("/v1/images?q=" + new string('a', 1000), TestContext.Current.CancellationToken);
        Assert.Contains("A search has at most", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
