using System.ComponentModel;
using Rankion.Core.Images;

namespace Rankion.Core.Chat.Tools;

/// <summary>Tools that look, and change nothing.</summary>
public sealed class LookingTools(Gallery gallery)
{
    public const string Search = "search_images";
    public const string Get = "get_image";

    private const int MaxFound = 24;

    internal IEnumerable<AgentTool> All =>
    [
        AgentTool.Of(SearchAsync, Search, "Find images of the team's gallery by words, tags or stars; newest first.", ToolEffect.Reads),
        AgentTool.Of(GetAsync, Get, "Read one image: title, prompt, tags, state, size, and the ids of its variants.", ToolEffect.Reads),
    ];

    private async Task<ToolAnswer> SearchAsync(
        ToolCall call,
        [Description("Words that must occur in title, prompt or tags; empty for any.")] string? words = null,
        [Description("Tags that the images must have.")] string[]? tags = null,
        [Description("True for starred images only.")] bool? favorite = null,
        [Description("How many at most, 1 to 24.")] int limit = 12,
        CancellationToken ct = default)
    {
        var filter = new ImageFilter { Q = words, Tags = tags ?? [], Favorite = favorite };
        var page = await gallery.ListAsync(call.Actor, filter, new(PerPage: Math.Clamp(limit, 1, MaxFound)), ct);
        return new()
        {
            Content = new { page.Total, Images = page.Items.Select(ToldImage.Of).ToList() },
            ImageIds = [.. page.Items.Select(i => i.Id)],
        };
    }

    private async Task<ToolAnswer> GetAsync(ToolCall call, [Description("The image's id.")] long imageId, CancellationToken ct = default)
    {
        var found = await gallery.FindAsync(call.Actor, imageId, ct) ?? throw MakingTools.NoSuchImage(imageId);
        return new()
        {
            Content = new { Image = ToldImage.Of(found.Image), VariantIds = found.Variants.Select(v => v.Id).ToList() },
            ImageIds = [imageId],
        };
    }
}
