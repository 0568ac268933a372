using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core.Chat.Answering;
using Rankion.Core.Chat.OpenAi;
using Rankion.Core.Chat.Plain;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Jobs;

namespace Rankion.Core.Chat;

public static class ChatFeature
{
    public static IServiceCollection AddChat(this IServiceCollection services)
    {
        services.AddOptions<ChatOptions>().BindConfiguration(ChatOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsCheck>();
        services.AddSingleton<LookingTools>().AddSingleton<MakingTools>().AddSingleton<CuratingTools>().AddSingleton<PublishingTools>().AddSingleton<AgentTools>();
        services.AddSingleton<OpenAiChatModel>().AddSingleton<PlainModel>();
        services.AddSingleton<IChatModel>(all => all.GetRequiredService<IOptions<ChatOptions>>().Value.IsConfigured
            ? all.GetRequiredService<OpenAiChatModel>() : all.GetRequiredService<PlainModel>());
        return services.AddSingleton<ChatSessions>().AddSingleton<ChatThreads>().AddSingleton<ChatTurns>()
            .AddSingleton<ChatHistory>().AddSingleton<ChatLog>().AddSingleton<ChatCalls>().AddSingleton<ChatAgent>()
            .AddJob<ChatTurnJob>(ChatTurnJob.Kind, JobLane.Talk);
    }
}
