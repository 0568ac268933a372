using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;
using Rankion.Tests.Support;
using static Rankion.Tests.Generation.OpenAi.OpenAiSetup;

namespace Rankion.Tests.Generation.OpenAi;

public sealed class OpenAiFaultTests
{
    [Theory]
    [InlineData(400, "moderation_blocked", "image_generation_user_error", ProviderFault.Moderated)]
    [InlineData(400, "content_policy_violation", "invalid_request_error", ProviderFault.Moderated)]
    [InlineData(400, "billing_hard_limit_reached", "invalid_request_error", ProviderFault.QuotaExhausted)]
    [InlineData(400, "other", "billing_limit_user_error", ProviderFault.QuotaExhausted)]
    [InlineData(400, "invalid_value", "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(400, "unsupported_file_mimetype", "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(400, null, "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(401, "invalid_api_key", "invalid_request_error", ProviderFault.Unauthorized)]
    [InlineData(401, null, "invalid_request_error", ProviderFault.Unauthorized)]
    [InlineData(402, null, "billing", ProviderFault.QuotaExhausted)]
    [InlineData(403, null, "invalid_request_error", ProviderFault.Unauthorized)]
    [InlineData(404, "model_not_found", "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(408, null, "timeout", ProviderFault.Unavailable)]
    [InlineData(413, null, "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(422, null, "invalid_request_error", ProviderFault.Rejected)]
    [InlineData(429, "rate_limit_exceeded", "images", ProviderFault.RateLimited)]
    [InlineData(429, "slow_down", "requests", ProviderFault.RateLimited)]
    [InlineData(429, null, "requests", ProviderFault.RateLimited)]
    [InlineData(429, "insufficient_quota", "insufficient_quota", ProviderFault.QuotaExhausted)]
    [InlineData(429, "project_spend_limit_exceeded", "insufficient_quota", ProviderFault.QuotaExhausted)]
    [InlineData(429, null, "insufficient_quota", ProviderFault.QuotaExhausted)]
    [InlineData(500, "server_error", "server_error", ProviderFault.Unavailable)]
    [InlineData(501, null, "server_error", ProviderFault.Rejected)]
    [InlineData(502, null, "server_error", ProviderFault.Unavailable)]
    [InlineData(503, "server_is_overloaded", "server_error", ProviderFault.Unavailable)]
    [InlineData(504, null, "server_error", ProviderFault.Unavailable)]
    [InlineData(524, null, "server_error", ProviderFault.OutcomeUnknown)]
    [InlineData(529, null, "server_error", ProviderFault.Unavailable)]
    public async Task Each_refusal_of_OpenAI_says_what_to_do_about_it(int status, string? code, string type, ProviderFault expected)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Refuse(status, code, "Something about it.", type);
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((expected, status, code, "req_refused"), (fault.Fault, fault.Status, fault.ProviderCode, fault.RequestId));
        Assert.Equal(expected is ProviderFault.RateLimited or ProviderFault.Unavailable, fault.IsTransient);
        Assert.Matches(@"^The image provider[^\n]*\.$", fault.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500, """{"error":"out of memory"}""", ProviderFault.Unavailable, "The image provider has a fault or is overloaded just now.")]
    [InlineData(400, """{"error":"unknown sampler"}""", ProviderFault.Rejected, "The image provider did not take the request: unknown sampler")]
    [InlineData(400, """{"object":"error","message":"size must contain x","code":400}""", ProviderFault.Rejected, "The image provider did not take the request: size must contain x")]
    [InlineData(422, """{"detail":[{"loc":["body","size"],"msg":"Field required","input":"the prompt"}]}""", ProviderFault.Rejected, "The image provider did not take the request: Field required")]
    [InlineData(404, """{"detail":"Not Found"}""", ProviderFault.Rejected, "The image provider did not take the request: Not Found")]
    [InlineData(404, "<html><h1>404</h1></html>", ProviderFault.Rejected, "The image provider has no image endpoint at the configured address; a base URL usually ends in /v1.")]
    [InlineData(502, "<html>Bad gateway</html>", ProviderFault.Unavailable, "The image provider has a fault or is overloaded just now.")]
    [InlineData(400, "<html>nginx</html>", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(400, """{"error":{"message":"<b>no</b>"}}""", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(400, """{"error":{"message":"two\r\n  lines\u0007"}}""", ProviderFault.Rejected, "The image provider did not take the request: two lines")]
    [InlineData(400, """{"error":{"message":{"deep":1},"code":17}}""", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(400, """{"error":{"message":"\ud800"}}""", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(400, "", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(400, """{"error":""", ProviderFault.Rejected, "The image provider did not take the request (HTTP 400).")]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-test-0123456789."}}""", ProviderFault.Unauthorized, "The image provider refused the key; an operator has to set a valid one.")]
    [InlineData(400, """{"error":{"message":"Bad key sk-test-0123456789 or sk-proj-****wxyz given"}}""", ProviderFault.Rejected, "The image provider did not take the request: Bad key … or … given")]
    public async Task A_refusal_in_any_shape_becomes_one_readable_sentence(int status, string body, ProviderFault expected, string message)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(status, body);
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((expected, message), (fault.Fault, fault.Message));
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moderated_prompt_shows_what_the_provider_says()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Refuse(400, "moderation_blocked", "Your request was rejected by the safety system. safety_violations=[violence].", "image_generation_user_error");
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal("The image provider's safety check refused this: Your request was rejected by the safety system. safety_violations=[violence].", fault.Message);
        Assert.Equal("provider_moderated", fault.Code);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_with_the_key()
    {
        await using var server = await FakeOpenAi.StartAsync();
        await using var other = await FakeOpenAi.StartAsync();
        server.Answer(307, "", headers: ("Location", $"{other.BaseUrl}/images/generations"));
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.Rejected, 307), (fault.Fault, fault.Status));
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7.0)]
    [InlineData("Retry-After", "1.5", 1.5)]
    [InlineData("Retry-After", "-3", 0.0)]
    [InlineData("Retry-After", "99999999999", 86_400.0)]
    [InlineData("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "NaN", null)]
    [InlineData("retry-after-ms", "250", 0.25)]
    [InlineData("X-Nothing", "1", null)]
    public async Task How_long_to_wait_is_read_in_every_form(string header, string value, double? seconds)
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(429, FakeOpenAi.Error("rate_limit_exceeded", "Slow down."), headers: (header, value));
        using var provider = Provider(server);

        Assert.Equal(seconds, (await FaultAsync(provider)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_date_to_wait_for_is_read_against_the_clock()
    {
        await using var server = await FakeOpenAi.StartAsync();
        var clock = new TestClock();
        server.Answer(503, "", headers: ("Retry-After", clock.GetUtcNow().AddMinutes(2).ToString("R")));
        using var provider = Provider(server, clock: clock);

        Assert.Equal(TimeSpan.FromMinutes(2), (await FaultAsync(provider)).RetryAfter);
    }

    [Fact]
    public async Task A_long_message_is_cut()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Refuse(400, "invalid_value", string.Concat(Enumerable.Repeat("🦁", 5000)));
        using var provider = Provider(server);

        var message = (await FaultAsync(provider)).Message;

        Assert.InRange(message.Length, 300, 400);
        Assert.Equal(message, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(message)));
    }

    [Fact]
    public async Task Without_a_key_and_a_server_there_are_no_models_and_nothing_is_sent()
    {
        using var provider = Provider(OpenAiOptions.DefaultBaseUrl, options => options.ApiKey = " ");

        Assert.Empty(provider.Models);
        Assert.Equal(ProviderFault.Unauthorized, (await FaultAsync(provider)).Fault);
    }

    [Fact]
    public async Task A_code_or_request_id_that_is_none_is_dropped_before_it_reaches_a_log()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer(400, FakeOpenAi.Error($"{Request.Prompt}\r\n", "Not fine"), headers: ("x-request-id", $"a {Key}"));
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((null, null), (fault.ProviderCode, fault.RequestId));
    }

    [Fact]
    public async Task The_log_holds_neither_the_prompt_nor_the_key()
    {
        await using var server = await FakeOpenAi.StartAsync();
        var log = new CapturedLog<OpenAiProvider>();
        using var provider = Provider(server, log: log);

        await provider.DrawAsync(Request, Ct);

        var line = Assert.Single(log.Lines);
        Assert.Contains("req_drawn", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Request.Prompt, line, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, line, StringComparison.Ordinal);
    }
}
