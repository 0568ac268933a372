using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;
using Rankion.Tests.Support;

namespace Rankion.Tests.Generation.OpenAi;

internal static class OpenAiSetup
{
    public const string Key = "sk-test-0123456789";

    public static readonly byte[] Png = TinyPng.Of(8, 8);

    public static ImageRequest Request => new("gpt-image-2", "A harbour at dawn", new(1536, 1024));

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static OpenAiProvider Provider(
        FakeOpenAi server, Action<OpenAiOptions>? change = null, ILogger<OpenAiProvider>? log = null, TimeProvider? clock = null) =>
        Provider(server.BaseUrl, change, log, clock);

    public static OpenAiProvider Provider(
        string baseUrl, Action<OpenAiOptions>? change = null, ILogger<OpenAiProvider>? log = null, TimeProvider? clock = null)
    {
        var options = new OpenAiOptions { BaseUrl = baseUrl, ApiKey = Key };
        change?.Invoke(options);
        return new(Options.Create(options), clock ?? TimeProvider.System, log ?? NullLogger<OpenAiProvider>.Instance);
    }

    /// <summary>Asks for one image, which must fail.</summary>
    public static Task<ImageProviderException> FaultAsync(OpenAiProvider provider) =>
        Assert.ThrowsAsync<ImageProviderException>(() => provider.DrawAsync(Request, Ct));
}
