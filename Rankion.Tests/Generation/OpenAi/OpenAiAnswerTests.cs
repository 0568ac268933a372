using Microsoft.AspNetCore.Http;
using Rankion.Core.Generation;
using Rankion.Tests.Support;
using static Rankion.Tests.Generation.OpenAi.OpenAiSetup;

namespace Rankion.Tests.Generation.OpenAi;

public sealed class OpenAiAnswerTests
{
    private static readonly string Base64 = Convert.ToBase64String(Png);

    public static TheoryData<string> Deviations =>
    [
        $$"""{"created":"1790000000","data":[{"b64_json":"{{Base64}}"}]}""",
        $$"""{"created":1790000000.25,"data":[{"b64_json":"{{Base64}}"}]}""",
        $$"""{"data":[{"b64_json":"{{Base64}}"}]}""",
        $$"""{"data":[{"b64_json":"data:image/png;base64,{{Base64}}"}]}""",
        $$"""{"data":[{"url":"data:image/png;base64,{{Base64}}"}]}""",
        $$"""{"data":[{"b64_json":"{{Base64}}","url":""}],"usage":null,"size":"huge","quality":7}""",
        $$"""{"data":[{"b64_json":"{{Base64}}","url":null,"revised_prompt":null}],"usage":{"tokens":"many"} }""",
        $$"""{"error":null,"data":[{"b64_json":"{{Base64}}"},{"b64_json":"second"}]}""",
    ];

    public static TheoryData<string> Unusable =>
    [
        "",
        "   ",
        "<html><body>It works!</body></html>",
        "null",
        "[]",
        $$"""[{"b64_json":"{{Base64}}"}]""",
        "{}",
        """{"data":null}""",
        """{"data":[]}""",
        """{"data":{}}""",
        """{"data":[null]}""",
        """{"data":["text"]}""",
        """{"data":[{}]}""",
        """{"data":[{"b64_json":""}]}""",
        """{"data":[{"b64_json":null,"url":""}]}""",
        """{"data":[{"b64_json":"this is not base64"}]}""",
        """{"data":[{"url":"data:image/png,plain"}]}""",
        $$"""{"data":[{"b64_json":"{{Base64}}"}""",
        $$"""{"data":[{"b64_json":"{{Base64}}","revised_prompt":"\ud800"}]}""",
    ];

    [Theory]
    [MemberData(nameof(Deviations))]
    public async Task An_answer_that_deviates_in_other_fields_still_gives_its_image(string body)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(200, body);
        using var provider = Provider(server);

        var image = await provider.DrawAsync(Request, Ct);

        Assert.Equal(Png, image.Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task An_answer_without_a_usable_image_is_a_bad_answer(string body)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(200, body, "application/json", ("x-request-id", "req_1"));
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.BadAnswer, 200, "req_1"), (fault.Fault, fault.Status, fault.RequestId));
        Assert.False(fault.IsTransient);
    }

    [Fact]
    public async Task A_revised_prompt_is_handed_on()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(200, $$"""{"data":[{"b64_json":"{{Base64}}","revised_prompt":"A calm harbour"}]}""");
        using var provider = Provider(server);

        Assert.Equal("A calm harbour", (await provider.DrawAsync(Request, Ct)).RevisedPrompt);
    }

    [Fact]
    public async Task An_error_under_status_200_is_taken_for_what_it_says()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(200, FakeOpenAi.Error("moderation_blocked", "Rejected by the safety system."));
        using var provider = Provider(server);

        Assert.Equal(ProviderFault.Moderated, (await FaultAsync(provider)).Fault);
    }

    [Fact]
    public async Task An_answer_larger_than_any_image_is_not_read_to_its_end()
    {
        await using var server = await FakeOpenAi.StartAsync();
        var broken = new TaskCompletionSource();
        server.Answer(async (context, _) =>
        {
            var chunk = new byte[65_536];
            try
            {
                while (!context.RequestAborted.IsCancellationRequested)
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
            }
            finally
            {
                broken.SetResult();
            }
        });
        using var provider = Provider(server, options => options.MaxImageBytes = 1_000_000);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.BadAnswer, "The image provider's answer is too large."), (fault.Fault, fault.Message));
        await broken.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    [Theory]
    [InlineData("/files/1.png", "/files/1.png")]
    [InlineData("files/1.png", "/v1/files/1.png")]
    [InlineData("{origin}/files/1.png?sig=a%2Bb", "/files/1.png")]
    public async Task An_image_that_is_only_named_is_fetched_with_the_key_from_the_same_server(string url, string path)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.AnswerOnce(200, Named(url.Replace("{origin}", Origin(server), StringComparison.Ordinal)));
        server.AnswerOnce((context, _) => context.Response.Body.WriteAsync(Png).AsTask());
        using var provider = Provider(server);

        var image = await provider.DrawAsync(Request, Ct);

        Assert.Equal(Png, image.Bytes.ToArray());
        var fetched = server.Requests[1];
        Assert.Equal(("GET", path, $"Bearer {Key}"), (fetched.Method, fetched.Path, fetched.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("{other}/files/1.png")]
    [InlineData("//{other-host}/files/1.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://localhost/files/1.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("http://[")]
    public async Task An_address_elsewhere_is_not_visited(string url)
    {
        await using var server = await FakeOpenAi.StartAsync();
        await using var other = await FakeOpenAi.StartAsync();
        server.AnswerOnce(200, Named(url.Replace("{other}", Origin(other), StringComparison.Ordinal)
            .Replace("{other-host}", new Uri(other.BaseUrl).Authority, StringComparison.Ordinal)));
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.BadAnswer, "The image provider put the image at an address that is not allowed."), (fault.Fault, fault.Message));
        Assert.Single(server.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_configured_host_is_visited_without_the_key()
    {
        await using var server = await FakeOpenAi.StartAsync();
        await using var other = await FakeOpenAi.StartAsync();
        server.Answer(200, Named($"{Origin(other)}/files/1.png"));
        other.Answer((context, _) => context.Response.Body.WriteAsync(Png).AsTask());
        using var provider = Provider(server, options => options.ImageHosts = [new Uri(other.BaseUrl).Authority]);

        var image = await provider.DrawAsync(Request, Ct);

        Assert.Equal(Png, image.Bytes.ToArray());
        Assert.DoesNotContain("Authorization", other.Request.Headers.Keys);
    }

    [Theory]
    [InlineData("redirect")]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("large")]
    [InlineData("broken")]
    public async Task An_image_that_is_not_handed_out_is_a_bad_answer(string how)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.AnswerOnce(200, Named("/files/1.png"), headers: ("x-request-id", "req_1"));
        server.AnswerOnce((context, _) => Misbehave(context, how));
        using var provider = Provider(server, options => options.MaxImageBytes = 1_000_000);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.BadAnswer, "req_1"), (fault.Fault, fault.RequestId));
        Assert.Equal(2, server.Requests.Count);
    }

    private static Task Misbehave(HttpContext context, string how)
    {
        switch (how)
        {
            case "redirect":
                context.Response.Redirect("/files/2.png");
                return Task.CompletedTask;
            case "missing":
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            case "large":
                return context.Response.Body.WriteAsync(new byte[1_000_001]).AsTask();
            case "broken":
                context.Response.ContentLength = 1000;
                return context.Response.Body.WriteAsync(new byte[10]).AsTask();
            default:
                return Task.CompletedTask;
        }
    }

    private static string Named(string url) => $$"""{"data":[{"url":"{{url}}"}]}""";

    private static string Origin(FakeOpenAi server) => new Uri(server.BaseUrl).GetLeftPart(UriPartial.Authority);
}
