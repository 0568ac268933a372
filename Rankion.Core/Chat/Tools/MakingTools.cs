using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Editing;
using Rankion.Core.Generation;

namespace Rankion.Core.Chat.Tools;

/// <summary>Tools that make images. They answer at once: the images come with the job.</summary>
public sealed class MakingTools(Generator generator, Editor editor, Upscaler upscaler, IOptions<CreditsOptions> prices)
{
    public const string Generate = "generate_image";
    public const string Edit = "edit_image";
    public const string Upscale = "upscale_image";

    internal IEnumerable<AgentTool> All =>
    [
        AgentTool.Of(GenerateAsync, Generate, "Draw new images from a description. Costs credits for each.", ToolEffect.Costs, a => Count(a) * prices.Value.Generate),
        AgentTool.Of(EditAsync, Edit, "Make variants of an image by an instruction. The image itself stays as it is. Costs credits for each.", ToolEffect.Costs, a => Count(a) * prices.Value.Edit),
        AgentTool.Of(UpscaleAsync, Upscale, "Make a larger image of an image, as a variant of it. Costs nothing.", ToolEffect.Changes),
    ];

    internal static RefusalException NoSuchImage(long id) => new("not_found", 404, $"There is no image {id} in this team.");

    private async Task<ToolAnswer> GenerateAsync(
        ToolCall call,
        [Description("What the image shows, in full: the provider sees nothing else.")] string prompt,
        [Description("How many images, 1 to 8.")] int count = 1,
        [Description("Width to height, for example 16:9; the usual where left out.")] string? aspectRatio = null,
        [Description("A short title; made from the prompt where left out.")] string? title = null,
        [Description("Tags for the images.")] string[]? tags = null,
        CancellationToken ct = default)
    {
        var request = new GenerationRequest { Prompt = prompt, N = count, AspectRatio = aspectRatio, Title = title, Tags = tags, FromChat = true };
        ToolAnswer? answer = null;
        await generator.GenerateAsync(call.Actor, request, (write, receipt) => call.Accepted(write, answer = Queued(receipt.JobId, receipt.ImageIds, receipt.CreditsCharged)), ct);
        return answer!;
    }

    private async Task<ToolAnswer> EditAsync(
        ToolCall call,
        [Description("The image to start from.")] long imageId,
        [Description("What is to change, in words.")] string prompt,
        [Description("How many variants, 1 to 8.")] int count = 1,
        CancellationToken ct = default)
    {
        ToolAnswer? answer = null;
        var receipt = await editor.EditAsync(call.Actor, imageId, new() { Prompt = prompt, N = count },
            (write, receipt) => call.Accepted(write, answer = Queued(receipt.JobId, receipt.ImageIds, receipt.CreditsCharged)), ct);
        return receipt is null ? throw NoSuchImage(imageId) : answer!;
    }

    private async Task<ToolAnswer> UpscaleAsync(
        ToolCall call,
        [Description("The image.")] long imageId,
        [Description("How many times as wide and as high: 2 or 4.")] int factor = 2,
        CancellationToken ct = default)
    {
        ToolAnswer? answer = null;
        var receipt = await upscaler.UpscaleAsync(call.Actor, imageId, factor,
            (write, receipt) => call.Accepted(write, answer = Queued(receipt.JobId, [receipt.ImageId], credits: 0)), ct);
        return receipt is null ? throw NoSuchImage(imageId) : answer!;
    }

    private static ToolAnswer Queued(long jobId, IReadOnlyList<long> imageIds, int credits) => new()
    {
        Content = new { JobId = jobId, ImageIds = imageIds, CreditsCharged = credits, Status = "queued" },
        ImageIds = imageIds,
        JobId = jobId,
        Credits = credits,
    };

    private static int Count(JsonElement arguments) =>
        arguments.TryGetProperty("count", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var n) ? Math.Clamp(n, 1, GenerationRequest.MaxImages) : 1;
}
