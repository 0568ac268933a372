using Microsoft.Net.Http.Headers;
using Rankion.Core.Chat;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/chat/sessions</c>, and <c>/v1/images/{id}/open-in-chat</c>, which begins one.</summary>
internal static class ChatApi
{
    public static void MapChat(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/images/{id:long}/open-in-chat", OpenAsync).WithName("openInChat").WithTags("Images")
            .Answers<OpenInChatReceipt>(201, HeaderNames.Location).Refuses(404, 409);
        var sessions = v1.MapGroup("/chat/sessions").WithTags("Chat");
        sessions.MapGet("", ListAsync).WithName("listChatSessions").WithQuery(Paging.ByPage).Refuses(422);
        sessions.MapGet("/{id:long}", FindAsync).WithName("getChatSession").Answers<Item<ChatSessionResource>>(200).Refuses(404);
        sessions.MapGet("/{id:long}/messages", MessagesAsync).WithName("listChatMessages").WithQuery(Paging.ByPage)
            .Answers<Listing<ChatMessageResource>>(200).Refuses(404, 422);
    }

    /// <summary>Begin a conversation about an image.</summary>
    internal static async Task<IResult> OpenAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        await chats.OpenAsync(http.Actor(), id, ct) is not { } session ? TypedResults.NotFound()
            : ApiAnswer.Of(StatusCodes.Status201Created, new OpenInChatReceipt(session.Id), ApiJson.Wire.OpenInChatReceipt)
                .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/chat/sessions/{session.Id}"));

    /// <summary>List your conversations, newest first.</summary>
    internal static async Task<Listing<ChatSessionResource>> ListAsync(ChatSessions chats, HttpContext http, CancellationToken ct) =>
        http.Listing(await chats.ListAsync(http.Actor(), QueryReader.Read(http.Request, Paging.Read), ct), Show);

    /// <summary>Read one of your conversations.</summary>
    internal static async Task<IResult> FindAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        await chats.FindAsync(http.Actor(), id, ct) is { } session
            ? TypedResults.Json(new Item<ChatSessionResource>(Show(session)), ApiJson.Wire.ItemChatSessionResource) : TypedResults.NotFound();

    /// <summary>List what was said in a conversation, oldest first.</summary>
    internal static async Task<IResult> MessagesAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        return await chats.MessagesAsync(http.Actor(), id, wanted, ct) is { } page
            ? TypedResults.Json(http.Listing(page, Show), ApiJson.Wire.ListingChatMessageResource) : TypedResults.NotFound();
    }

    private static ChatSessionResource Show(ChatSession session) => new()
    {
        Id = session.Id,
        Title = session.Title,
        GalleryImageId = session.GalleryImageId,
        CreatedAt = session.CreatedAt,
    };

    private static ChatMessageResource Show(ChatMessage message) => new()
    {
        Id = message.Id,
        Role = message.Role,
        Content = message.Content,
        CreatedAt = message.CreatedAt,
    };
}
