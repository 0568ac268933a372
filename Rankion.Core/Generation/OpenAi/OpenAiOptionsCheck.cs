using Microsoft.Extensions.Options;

namespace Rankion.Core.Generation.OpenAi;

/// <summary>Names every fault of the section at start, and never a secret.</summary>
internal sealed class OpenAiOptionsCheck : IValidateOptions<OpenAiOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenAiOptions options)
    {
        var faults = Faults(options).Select(fault => $"{OpenAiOptions.Section}:{fault}").ToArray();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(OpenAiOptions options)
    {
        if (options.Endpoint is null)
            yield return "BaseUrl must be an absolute http or https address, for example https://api.openai.com/v1.";
        else if (options.Endpoint is { UserInfo: not "" } or { Fragment: not "" } or { Query: not "" })
            yield return "BaseUrl must hold no user, query or fragment; the key belongs into ApiKey.";

        if (!IsHeaderSafe(options.Key))
            yield return "ApiKey must be plain ASCII without spaces or line breaks.";
        if (!IsHeaderSafe(options.Organization))
            yield return "Organization must be plain ASCII without spaces or line breaks.";
        if (!IsHeaderSafe(options.Project))
            yield return "Project must be plain ASCII without spaces or line breaks.";
        if (!IsHeaderSafe(options.EditFieldName) || options.EditFieldName?.Contains('"') == true)
            yield return "EditFieldName must be plain ASCII without spaces or quotes.";

        if (!Enum.IsDefined(options.SendResponseFormat))
            yield return "SendResponseFormat must be auto, always or never.";
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromHours(1))
            yield return "Timeout must be between one second and one hour.";
        if (options.MaxImageBytes is < 1_000_000 or > 200_000_000)
            yield return "MaxImageBytes must be between 1,000,000 and 200,000,000.";

        foreach (var fault in options.Models.SelectMany((model, index) => Faults(model).Select(fault => $"Models:{index}:{fault}")))
            yield return fault;
    }

    private static IEnumerable<string> Faults(ImageModel model)
    {
        if (string.IsNullOrWhiteSpace(model.Id))
            yield return "Id is missing.";
        if (model.Sizes is [] || !model.Sizes.All(size => PixelSize.TryParse(size, out _)))
            yield return "Sizes must be a list such as 1024x1024, the default first.";
        if (model.SizeMultiple < 1 || model.MaxSide < 1 || model.MinPixels < 1 || model.MaxPixels < model.MinPixels || model.MaxRatio < 1)
            yield return "SizeMultiple, MaxSide, MinPixels, MaxPixels and MaxRatio must be 1 or more, and MaxPixels at least MinPixels.";
        if (model.MaxInputs < 0)
            yield return "MaxInputs must be 0 or more.";
    }

    private static bool IsHeaderSafe(string? text) => text is null || text.All(c => c is > ' ' and < '\x7f');
}
