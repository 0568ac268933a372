using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Chat;

public static class ChatFeature
{
    public static IServiceCollection AddChat(this IServiceCollection services) => services.AddSingleton<ChatSessions>();
}
