using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Rankion.Tests.Support;

/// <summary>A browser without JavaScript: keeps cookies, fills forms in and posts them with whatever is hidden in them.</summary>
public sealed class Visitor(HttpClient client)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(path, Ct);

    /// <summary>The page, which must be there.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStreamAsync(Ct), Ct);
    }

    /// <summary>Posts the form that holds all the fields; boxes and hidden fields go along as they stand.</summary>
    /// <param name="fields">Name and value of what the visitor types or presses.</param>
    public async Task<Answer> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var page = await OpenAsync(path);
        var form = page.Forms.First(f => fields.All(field => f.QuerySelector($"[name='{field.Name}']") is not null));
        var sent = form.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .Where(i => i.Type is not ("submit" or "checkbox") || i.IsChecked)
            .ToDictionary(i => i.Name!, i => i.Value);
        foreach (var (name, value) in fields)
            sent[name] = value;
        using var body = new FormUrlEncodedContent(sent);
        using var answer = await client.PostAsync(form.GetAttribute("action") is { Length: > 0 } action ? action : path, body, Ct);
        var html = await answer.Content.ReadAsStreamAsync(Ct);
        return new Answer(answer.StatusCode, answer.Headers.Location?.ToString().Replace("http://localhost", "", StringComparison.Ordinal), await new HtmlParser().ParseDocumentAsync(html, Ct));
    }
}

/// <param name="Location">Where to; without the host.</param>
public sealed record Answer(HttpStatusCode Status, string? Location, IHtmlDocument Page)
{
    /// <summary>What the page has against the form.</summary>
    public string Complaint => string.Join(' ', Page.QuerySelectorAll("[role=alert]:not(#blazor-error-ui)").Select(e => e.TextContent.Trim()));
}
