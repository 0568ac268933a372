using System.Net;
using System.Text.Json;

namespace Rankion.Tests.Support;

/// <summary>Reading what the API answered, with the body in the message where it is not what was expected.</summary>
internal static class Answers
{
    /// <summary>The body as JSON, once the status is as expected.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"Expected {(int)expected}, got {(int)answer.StatusCode}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    /// <inheritdoc cref="JsonAsync(HttpResponseMessage, HttpStatusCode)"/>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await answer;
        return await response.JsonAsync(expected);
    }

    /// <summary>A header's value as it was sent, of the answer or of its content; null where it has none.</summary>
    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) || answer.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>A member that is text, or null.</summary>
    public static string? Text(this JsonElement json, string name) => json.GetProperty(name).GetString();
}
