using System.ComponentModel;
using Rankion.Core.Collections;
using Rankion.Core.Images;

namespace Rankion.Core.Chat.Tools;

/// <summary>Tools that put images in order. Doing it twice comes to the same.</summary>
public sealed class CuratingTools(Curation curation, CollectionList collections, CollectionDesk desk, CollectionContents contents)
{
    public const string Tag = "tag_images";
    public const string Favorite = "favorite_images";
    public const string Collect = "add_to_collection";

    internal IEnumerable<AgentTool> All =>
    [
        AgentTool.Of(TagAsync, Tag, "Add tags to images, or take tags away.", ToolEffect.Changes),
        AgentTool.Of(FavoriteAsync, Favorite, "Star images, or take their stars away.", ToolEffect.Changes),
        AgentTool.Of(CollectAsync, Collect, "Put images into a collection by its name; where there is none of that name it is made.", ToolEffect.Changes),
    ];

    private async Task<ToolAnswer> TagAsync(
        ToolCall call,
        [Description("The images.")] long[] imageIds,
        [Description("Tags to add.")] string[]? add = null,
        [Description("Tags to take away.")] string[]? remove = null,
        CancellationToken ct = default)
    {
        var outcome = await curation.TagAsync(call.Actor, AgentTool.Named(imageIds), add, remove, ct);
        if (outcome is { Succeeded.Count: 0, Failed: [var first, ..] })
            throw Refused(first);
        return new() { Content = new { Changed = outcome.Succeeded, outcome.Failed }, ImageIds = outcome.Succeeded };
    }

    private async Task<ToolAnswer> FavoriteAsync(
        ToolCall call,
        [Description("The images.")] long[] imageIds,
        [Description("False takes the star away.")] bool favorite = true,
        CancellationToken ct = default)
    {
        var changed = new List<long>();
        foreach (var id in AgentTool.Named(imageIds))
            changed.Add((await curation.FavoriteAsync(call.Actor, id, favorite, ct) ?? throw MakingTools.NoSuchImage(id)).Id);
        return new() { Content = new { Changed = changed, Favorite = favorite }, ImageIds = changed };
    }

    private async Task<ToolAnswer> CollectAsync(
        ToolCall call,
        [Description("The images.")] long[] imageIds,
        [Description("The collection's name.")] string collection,
        CancellationToken ct = default)
    {
        var ids = AgentTool.Named(imageIds);
        var into = await collections.FindAsync(call.Actor, collection.Trim(), ct) ?? await desk.CreateAsync(call.Actor, new() { Name = collection }, ct);
        var outcome = await contents.AddAsync(call.Actor, into.Id, ids, ct);
        if (outcome is { Succeeded.Count: 0, Failed: [var first, ..] })
            throw Refused(first);
        return new() { Content = new { Collection = into.Name, Added = outcome!.Succeeded, outcome.Failed }, ImageIds = outcome.Succeeded };
    }

    private static RefusalException Refused(BulkFailure failure) => failure.Code switch
    {
        "not_found" => MakingTools.NoSuchImage(failure.Id),
        "image_trashed" => Refusal.Conflict("image_trashed", "This image is in the trash. Restore it first."),
        _ => Refusal.Conflict(failure.Code, $"Image {failure.Id} could not be changed."),
    };
}
