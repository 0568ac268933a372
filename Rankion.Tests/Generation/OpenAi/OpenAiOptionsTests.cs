using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;

namespace Rankion.Tests.Generation.OpenAi;

public sealed class OpenAiOptionsTests
{
    [Fact]
    public void Without_configuration_nothing_is_configured_and_the_table_is_ready()
    {
        var options = Read([]);

        Assert.False(options.IsConfigured);
        Assert.Equal(TimeSpan.FromMinutes(10), options.Timeout);
        Assert.Equal(
            ["gpt-image-2", "gpt-image-2.5-flare", "gpt-image-2.5-sunburst", "gpt-image-2.6-flare", "gpt-image-2.6-sunburst"],
            options.Models.Select(model => model.Id));
    }

    [Theory]
    [InlineData("ApiKey", "sk-1", true)]
    [InlineData("ApiKey", "  ", false)]
    [InlineData("BaseUrl", "http://localhost:8080/v1", true)]
    [InlineData("BaseUrl", "https://api.openai.com/v1/", false)]
    [InlineData("Organization", "org-1", false)]
    public void A_key_or_another_server_configures_the_provider(string name, string value, bool expected) =>
        Assert.Equal(expected, Read([(name, value)]).IsConfigured);

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read([("BaseUrl", "http://10.0.0.7:8080/v1"), ("Timeout", "00:03:00"), ("SendResponseFormat", "never"), ("EditFieldName", "image[]"),
            ("JsonEdits", "true"), ("ImageHosts:0", "cdn.example.com"), ("MaxImageBytes", "2000000")]);

        Assert.Equal(new("http://10.0.0.7:8080/v1/"), options.Endpoint);
        Assert.Equal((TimeSpan.FromMinutes(3), SendResponseFormat.Never, "image[]", true, 2_000_000),
            (options.Timeout, options.SendResponseFormat, options.EditFieldName, options.JsonEdits, options.MaxImageBytes));
        Assert.Equal(["cdn.example.com"], options.ImageHosts);
    }

    [Fact]
    public void Configured_models_replace_the_table_and_their_lists_replace_the_defaults()
    {
        var models = Read([("Models:0:Id", "flux"), ("Models:0:RemoteName", "flux.1-dev"), ("Models:0:Sizes:0", "512x512"), ("Models:0:Qualities:0", "fast"),
            ("Models:0:MaxInputs", "1"), ("Models:1:Id", "sd")]).Models;

        Assert.Equal(["flux", "sd"], models.Select(model => model.Id));
        Assert.Equal(("flux.1-dev", 1), (models[0].RemoteName, models[0].MaxInputs));
        Assert.Equal(["512x512"], models[0].Sizes);
        Assert.Equal(["fast"], models[0].Qualities);
        Assert.Equal(new ImageModel { Id = "sd" }.Sizes, models[1].Sizes);
    }

    [Theory]
    [InlineData("BaseUrl", "api.openai.com/v1", "BaseUrl must be")]
    [InlineData("BaseUrl", "ftp://example.com", "BaseUrl must be")]
    [InlineData("BaseUrl", "", "BaseUrl must be")]
    [InlineData("BaseUrl", "https://user:secret-key@example.com/v1", "BaseUrl must hold no user")]
    [InlineData("ApiKey", "sk-secret-key\r\nX-Evil: 1", "ApiKey must be")]
    [InlineData("ApiKey", "sk-secret-key ü", "ApiKey must be")]
    [InlineData("Organization", "org\n1", "Organization must be")]
    [InlineData("Project", "proj 1", "Project must be")]
    [InlineData("EditFieldName", "a\"b", "EditFieldName must be")]
    [InlineData("Timeout", "00:00:00", "Timeout must be")]
    [InlineData("Timeout", "2.00:00:00", "Timeout must be")]
    [InlineData("MaxImageBytes", "12", "MaxImageBytes must be")]
    [InlineData("SendResponseFormat", "7", "SendResponseFormat must be")]
    [InlineData("Models:0:RemoteName", "flux", "Models:0:Id is missing")]
    [InlineData("Models:0:Sizes:0", "big", "Models:0:Sizes must be")]
    [InlineData("Models:0:MaxRatio", "0", "Models:0:SizeMultiple")]
    public void A_bad_setting_is_named_without_its_secret(string name, string value, string expected)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read([(name, value)]));

        Assert.Contains($"Rankion:Providers:OpenAI:{expected}", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_faults_are_named_at_once() =>
        Assert.Equal(3, Assert.Throws<OptionsValidationException>(() => Read([("BaseUrl", "?"), ("ApiKey", "a b"), ("Timeout", "00:00:00")])).Failures.Count());

    private static OpenAiOptions Read((string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{OpenAiOptions.Section}:{setting.Name}", (string?)setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddOpenAiProvider().BuildServiceProvider();
        return services.GetRequiredService<IOptions<OpenAiOptions>>().Value;
    }
}
