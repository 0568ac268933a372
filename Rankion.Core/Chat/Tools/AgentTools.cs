using Microsoft.Extensions.AI;

namespace Rankion.Core.Chat.Tools;

/// <summary>Every tool there is, for the chat and for other doors that hand them to models.</summary>
public sealed class AgentTools(LookingTools looking, MakingTools making, CuratingTools curating, PublishingTools publishing)
{
    public IReadOnlyList<AgentTool> All { get; } = [.. looking.All, .. making.All, .. curating.All, .. publishing.All];

    public AgentTool? Find(string name) => All.FirstOrDefault(tool => tool.Name == name);

    /// <summary>What this person may call.</summary>
    public IReadOnlyList<AIFunction> For(Actor actor) => [.. All.Where(tool => tool.IsFor(actor)).Select(tool => tool.Function)];
}
