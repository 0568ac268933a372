namespace Rankion.Core.Generation.OpenAi;

/// <summary>Whether a request names the form of its answer (<c>response_format: b64_json</c>).</summary>
public enum SendResponseFormat
{
    /// <summary>Not to OpenAI itself, which refuses the field; to every other server, until that refuses it too.</summary>
    Auto,
    Always,
    Never,
}

/// <summary><c>Rankion:Providers:OpenAI</c>: OpenAI, or any server that speaks its image endpoints.</summary>
public sealed class OpenAiOptions
{
    public const string Section = "Rankion:Providers:OpenAI";

    public const string DefaultBaseUrl = "https://api.openai.com/v1";

    /// <summary>The secret key. A server without keys needs none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Where <c>/images/generations</c> is appended; usually ends in <c>/v1</c>. Default: OpenAI.</summary>
    public string BaseUrl { get; set; } = DefaultBaseUrl;

    public string? Organization { get; set; }

    public string? Project { get; set; }

    /// <summary>How long one image may take, download included. Default: 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The largest image taken, in bytes. Default: 50 MB.</summary>
    public int MaxImageBytes { get; set; } = 50_000_000;

    /// <summary>Default: auto.</summary>
    public SendResponseFormat SendResponseFormat { get; set; }

    /// <summary>The form field of an edit's source images. Default: <c>image</c> for one, <c>image[]</c> for several.</summary>
    public string? EditFieldName { get; set; }

    /// <summary>True for a server that takes edits as JSON with data URLs instead of as a form. Default: false.</summary>
    public bool JsonEdits { get; set; }

    /// <summary>Further hosts (<c>cdn.example.com</c>, <c>10.0.0.7:9000</c>) that images may be fetched from, beside the base URL's own. Default: none.</summary>
    public IReadOnlyList<string> ImageHosts { get; set; } = [];

    /// <summary>The models offered, the default first. Where configuration lists any, those are all.</summary>
    public IReadOnlyList<ImageModel> Models { get; set; } = OpenAiModels.Default;

    /// <summary>A key, or another server than OpenAI, is set.</summary>
    public bool IsConfigured => Key is not null || Endpoint != EndpointOf(DefaultBaseUrl);

    internal string? Key => string.IsNullOrWhiteSpace(ApiKey) ? null : ApiKey.Trim();

    /// <summary>The base URL with a slash at its end, so that relative addresses resolve below it.</summary>
    internal Uri? Endpoint => EndpointOf(BaseUrl);

    /// <summary>OpenAI's own hosts, the regional ones included.</summary>
    internal bool IsOpenAi => Endpoint is { } endpoint && endpoint.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase);

    private static Uri? EndpointOf(string? baseUrl)
    {
        var text = (baseUrl ?? "").Trim().TrimEnd('/');
        foreach (var tail in (string[])["/images/generations", "/images/edits"])
        {
            if (text.EndsWith(tail, StringComparison.OrdinalIgnoreCase))
                text = text[..^tail.Length];
        }

        return Uri.TryCreate(text + "/", UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https" ? endpoint : null;
    }
}
