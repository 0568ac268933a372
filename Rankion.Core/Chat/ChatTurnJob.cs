using Rankion.Core.Chat.Answering;
using Rankion.Core.Data;
using Rankion.Core.Jobs;

namespace Rankion.Core.Chat;

/// <summary>Works on one answer until it is complete or waits for a person. <see cref="ChatAgent"/> does it.</summary>
public sealed class ChatTurnJob(ChatAgent agent, ChatLog log) : IJob
{
    public const string Kind = "chat";

    public Task RunAsync(JobRun run, CancellationToken ct) => agent.RunAsync(run, ct);

    public Task SettleAsync(WriteScope write, Job job, CancellationToken ct) => log.GiveUpAsync(write, job, ct);
}
