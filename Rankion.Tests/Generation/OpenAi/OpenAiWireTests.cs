using System.Text.Json.Nodes;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;
using Rankion.Tests.Support;
using static Rankion.Tests.Generation.OpenAi.OpenAiSetup;

namespace Rankion.Tests.Generation.OpenAi;

public sealed class OpenAiWireTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    [Fact]
    public async Task A_generation_is_one_post_of_exactly_these_fields()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);

        var image = await provider.DrawAsync(Request with { Quality = "high", Background = "opaque", OutputFormat = "png" }, Ct);

        Assert.Equal(TinyPng.Of(1536, 1024), image.Bytes.ToArray());
        Assert.Equal("req_drawn", image.RequestId);
        var sent = server.Request;
        Assert.Equal(("POST", "/v1/images/generations", "application/json"), (sent.Method, sent.Path, sent.Headers["Content-Type"]));
        var expected = """
            {"model":"gpt-image-2","prompt":"A harbour at dawn","size":"1536x1024","quality":"high","background":"opaque",
             "output_format":"png","response_format":"b64_json","n":1}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), sent.Json), sent.Text);
    }

    [Fact]
    public async Task What_was_not_chosen_is_not_sent()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server, options => options.SendResponseFormat = SendResponseFormat.Never);

        await provider.DrawAsync(Request, Ct);

        Assert.Equal(["model", "prompt", "size", "n"], server.Request.Json.Select(field => field.Key));
    }

    [Fact]
    public async Task The_key_the_organization_and_the_project_go_into_headers_and_nothing_tells_of_this_machine()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server, options => (options.ApiKey, options.Organization, options.Project) = ($" {Key}\r\n", "org-1", "proj-1"));

        await provider.DrawAsync(Request, Ct);

        var headers = server.Request.Headers;
        Assert.Equal($"Bearer {Key}", headers["Authorization"]);
        Assert.Equal(("org-1", "proj-1"), (headers["OpenAI-Organization"], headers["OpenAI-Project"]));
        Assert.StartsWith("Rankion/", headers["User-Agent"]);
        Assert.DoesNotContain(headers, header => header.Key.StartsWith("X-Stainless", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(headers, header => header.Value.Contains("Linux", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_server_without_keys_needs_none()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server, options => options.ApiKey = null);

        await provider.DrawAsync(Request, Ct);

        Assert.Equal("Bearer none", server.Request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/images/generations")]
    [InlineData("/images/edits/")]
    public async Task A_base_url_may_carry_a_needless_tail(string tail)
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server.BaseUrl + tail);

        await provider.DrawAsync(Request, Ct);

        Assert.Equal("/v1/images/generations", server.Request.Path);
    }

    [Fact]
    public async Task An_edit_sends_two_images_and_a_mask_as_typed_files_with_plain_names()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);

        await provider.DrawAsync(Request with { Prompt = "Löwe \"🦁\"", Quality = "low", Inputs = [Png, Jpeg], Mask = Png }, Ct);

        var sent = server.Request;
        Assert.Equal(("POST", "/v1/images/edits"), (sent.Method, sent.Path));
        Assert.Equal($"{sent.Body.Length}", sent.Headers["Content-Length"]);
        Assert.Equal(["model", "prompt", "size", "quality", "response_format", "n", "image[]", "image[]", "mask"], sent.Parts.Select(part => part.Name));
        Assert.Equal("Löwe \"🦁\"", sent.Field("prompt"));
        Assert.All(sent.Parts.Take(6), field => Assert.Null(field.ContentType));
        Assert.Equal(
            [
                ("form-data; name=\"image[]\"; filename=\"image-0.png\"", "image/png"),
                ("form-data; name=\"image[]\"; filename=\"image-1.jpeg\"", "image/jpeg"),
                ("form-data; name=\"mask\"; filename=\"mask.png\"", "image/png"),
            ],
            sent.Parts.Skip(6).Select(part => (part.Disposition, part.ContentType!)));
        Assert.Equal([Png, Jpeg, Png], sent.Parts.Skip(6).Select(part => part.Bytes));
    }

    [Theory]
    [InlineData(null, "image")]
    [InlineData("image[]", "image[]")]
    public async Task A_single_source_stands_in_the_field_that_the_server_expects(string? configured, string expected)
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server, options => options.EditFieldName = configured);

        await provider.DrawAsync(Request with { Inputs = [Png] }, Ct);

        Assert.Equal(expected, server.Request.Parts[^1].Name);
    }

    [Fact]
    public async Task A_server_that_wants_edits_as_json_gets_data_urls()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server, options => options.JsonEdits = true);

        await provider.DrawAsync(Request with { Inputs = [Png, Jpeg], Mask = Png }, Ct);

        var sent = server.Request.Json;
        Assert.Equal("application/json", server.Request.Headers["Content-Type"]);
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(Png)}", (string?)sent["images"]![0]!["image_url"]);
        Assert.StartsWith("data:image/jpeg;base64,", (string?)sent["images"]![1]!["image_url"]);
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(Png)}", (string?)sent["mask"]!["image_url"]);
    }

    [Fact]
    public async Task A_source_of_an_unknown_kind_is_not_sent()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);

        var fault = await Assert.ThrowsAsync<ImageProviderException>(() => provider.DrawAsync(Request with { Inputs = ["GIF89a"u8.ToArray()] }, Ct));

        Assert.Equal(ProviderFault.Rejected, fault.Fault);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(400, "unknown_parameter", "response_format", "Unknown parameter: 'response_format'.")]
    [InlineData(422, null, null, "Extra inputs are not permitted: response_format")]
    public async Task A_refused_response_format_is_left_out_at_once_and_from_then_on(int status, string? code, string? parameter, string message)
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);
        server.AnswerOnce(status, FakeOpenAi.Error(code, message, parameter: parameter));

        await provider.DrawAsync(Request, Ct);
        await provider.DrawAsync(Request, Ct);
        await provider.DrawAsync(Request with { Model = "another" }, Ct);

        Assert.Equal(["b64_json", null, null, "b64_json"], server.Requests.Select(request => request.Field("response_format")));
    }

    [Fact]
    public async Task A_response_format_that_is_always_sent_is_not_given_up()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Refuse(400, "unknown_parameter", "Unknown parameter: 'response_format'.", parameter: "response_format");
        using var provider = Provider(server, options => options.SendResponseFormat = SendResponseFormat.Always);

        var fault = await FaultAsync(provider);

        Assert.Equal("unknown_parameter", fault.ProviderCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void OpenAI_is_told_from_servers_that_speak_like_it()
    {
        Assert.True(new OpenAiOptions().IsOpenAi);
        Assert.True(new OpenAiOptions { BaseUrl = "https://eu.api.openai.com/v1" }.IsOpenAi);
        Assert.False(new OpenAiOptions { BaseUrl = "https://api.openai.com.example.org/v1" }.IsOpenAi);
        Assert.False(new OpenAiOptions { BaseUrl = "https://notopenai.com/v1" }.IsOpenAi);
    }

    [Fact]
    public async Task Fifty_requests_at_once_each_get_their_own_image()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);

        var images = await Task.WhenAll(Enumerable.Range(1, 50).Select(n => provider.DrawAsync(Request with { Size = new(n, 1) }, Ct)));

        Assert.Equal(Enumerable.Range(1, 50).Select(n => TinyPng.Of(n, 1)), images.Select(image => image.Bytes.ToArray()));
    }
}
