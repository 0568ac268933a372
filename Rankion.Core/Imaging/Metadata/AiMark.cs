namespace Rankion.Core.Imaging.Metadata;

/// <summary>What a file says of the AI that made it.</summary>
/// <param name="Tool">A snake_case word: <c>automatic1111</c>, <c>comfyui</c>, <c>invokeai</c>, <c>novelai</c>, <c>iptc</c>.</param>
/// <param name="Settings">Seed, steps and the like, as the tool wrote them.</param>
public sealed record AiMark(string Tool, string? Prompt = null, string? NegativePrompt = null, string? Model = null, string? Settings = null)
{
    internal const int MaxPrompt = 32_000;
    internal const int MaxModel = 100;
    internal const int MaxSettings = 2_000;

    internal static AiMark? Find(Dictionary<string, string> texts, Exif exif, Xmp xmp, string? digitalSourceType)
    {
        var mark = InvokeAi.Read(texts) ?? ComfyUi.Read(texts, exif) ?? Automatic1111.Read(texts.GetValueOrDefault("parameters") ?? exif.UserComment) ?? NovelAi(texts);
        if (mark is null && (IsAi(digitalSourceType) || xmp.AiSystem is not null || xmp.AiPrompt is not null))
            mark = new("iptc", xmp.AiPrompt, null, xmp.AiSystem);
        return mark is null ? null : mark with
        {
            Prompt = BoundedText.Clean(mark.Prompt, MaxPrompt),
            NegativePrompt = BoundedText.Clean(mark.NegativePrompt, MaxPrompt),
            Model = BoundedText.Line(mark.Model, MaxModel),
            Settings = BoundedText.Line(mark.Settings, MaxSettings),
        };
    }

    private static AiMark? NovelAi(Dictionary<string, string> texts) =>
        texts.GetValueOrDefault("Software") == "NovelAI" ? new("novelai", texts.GetValueOrDefault("Description"), null, texts.GetValueOrDefault("Source")) : null;

    private static bool IsAi(string? digitalSourceType) =>
        digitalSourceType is "trainedAlgorithmicMedia" or "compositeWithTrainedAlgorithmicMedia" or "compositeSynthetic";
}
