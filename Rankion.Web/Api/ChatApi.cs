using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Data;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/chat/sessions</c>, and <c>/v1/images/{id}/open-in-chat</c>, which begins one.</summary>
internal static class ChatApi
{
    private const string EventStream = "text/event-stream";

    private static readonly QueryParameter<string?> Words = QueryParameter.Any("q", "Words that must all occur in the title, in any case and within words.");

    public static void MapChat(this IEndpointRouteBuilder v1)
    {
        v1.MapPost("/images/{id:long}/open-in-chat", OpenAsync).WithName("openInChat").WithTags("Images")
            .Answers<OpenInChatReceipt>(201, HeaderNames.Location).Refuses(404, 409);
        // a person who only reads may ask too: the tools of the answer do no more than the role allows
        var sessions = v1.MapGroup("/chat/sessions").WithTags("Chat").WithMetadata(new ForReaders());
        sessions.MapGet("", ListAsync).WithName("listChatSessions").WithQuery([Words], Paging.ByPage).Refuses(422);
        sessions.MapPost("", CreateAsync).WithName("createChatSession").Answers<Item<ChatSessionResource>>(201, HeaderNames.Location).Refuses(409, 422);
        sessions.MapGet("/{id:long}", FindAsync).WithName("getChatSession").Answers<Item<ChatSessionResource>>(200).Refuses(404);
        sessions.MapPatch("/{id:long}", ChangeAsync).WithName("updateChatSession").Answers<Item<ChatSessionResource>>(200).Refuses(404, 409, 422);
        sessions.MapDelete("/{id:long}", DeleteAsync).WithName("deleteChatSession").Produces(StatusCodes.Status204NoContent).Refuses(404);
        sessions.MapPost("/{id:long}/stop", StopAsync).WithName("stopChatTurn").Answers<Item<ChatSessionResource>>(200).Refuses(404);
        var messages = sessions.MapGroup("/{id:long}/messages");
        messages.MapGet("", MessagesAsync).WithName("listChatMessages").WithQuery(Paging.ByPage).Answers<Listing<ChatMessageResource>>(200).Refuses(404, 422);
        messages.MapPost("", SayAsync).WithName("sayInChat").AnswersTurn();
        messages.MapGet("/{message_id:long}", MessageAsync).WithName("getChatMessage").Answers<Item<ChatMessageResource>>(200).Refuses(404);
        messages.MapPost("/{message_id:long}/regenerate", RegenerateAsync).WithName("regenerateChatMessage").AnswersTurn();
        messages.MapPost("/{message_id:long}/branch", BranchAsync).WithName("branchChatMessage").AnswersTurn();
        messages.MapPost("/{message_id:long}/show", ShowAsync).WithName("showChatBranch").Answers<Item<ChatSessionResource>>(200).Refuses(404, 409);
        messages.MapPost("/{message_id:long}/calls/{call_id:long}/confirm", ConfirmAsync).WithName("confirmChatCall").AnswersTurn();
        messages.MapPost("/{message_id:long}/calls/{call_id:long}/decline", DeclineAsync).WithName("declineChatCall").AnswersTurn();
    }

    /// <summary>Begin a conversation about an image.</summary>
    internal static async Task<IResult> OpenAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        await chats.OpenAsync(http.Actor(), id, ct) is not { } session ? TypedResults.NotFound()
            : ApiAnswer.Of(StatusCodes.Status201Created, new OpenInChatReceipt(session.Id), ApiJson.Wire.OpenInChatReceipt)
                .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/chat/sessions/{session.Id}"));

    /// <summary>List your conversations, the one spoken in last first.</summary>
    internal static async Task<Listing<ChatSessionResource>> ListAsync(ChatSessions chats, HttpContext http, CancellationToken ct)
    {
        var (words, page) = QueryReader.Read(http.Request, query => (query.Read(Words), Paging.Read(query)));
        return http.Listing(await chats.ListAsync(http.Actor(), words, page, ct), ChatJson.Show);
    }

    /// <summary>Begin a conversation, about an image or about nothing yet.</summary>
    internal static async Task<IResult> CreateAsync(ChatSessionBody body, ChatSessions chats, HttpContext http, CancellationToken ct)
    {
        var session = await chats.CreateAsync(http.Actor(), body.ToPatch(), ct);
        return ApiAnswer.Of(StatusCodes.Status201Created, new(ChatJson.Show(session)), ApiJson.Wire.ItemChatSessionResource)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/chat/sessions/{session.Id}"));
    }

    /// <summary>Read one of your conversations.</summary>
    internal static async Task<IResult> FindAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct) => Answer(await chats.FindAsync(http.Actor(), id, ct));

    /// <summary>Rename a conversation, pin another image, or say whether it asks before it spends.</summary>
    internal static async Task<IResult> ChangeAsync(long id, ChatSessionBody body, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        Answer(await chats.ChangeAsync(http.Actor(), id, body.ToPatch(), ct));

    /// <summary>Delete a conversation.</summary>
    /// <remarks>An answer that is being worked on is stopped. The images it made stay.</remarks>
    internal static async Task<IResult> DeleteAsync(long id, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        await chats.DeleteAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    /// <summary>Stop the answer that is being worked on.</summary>
    /// <remarks>The model's call ends, and so do images that are not drawn yet, which are paid back. What was said stands.</remarks>
    internal static async Task<IResult> StopAsync(long id, ChatTurns turns, ChatSessions chats, HttpContext http, CancellationToken ct) =>
        await turns.StopAsync(http.Actor(), id, ct) is null ? TypedResults.NotFound() : Answer(await chats.FindAsync(http.Actor(), id, ct));

    /// <summary>List what was said in a conversation, oldest first, all branches.</summary>
    internal static async Task<IResult> MessagesAsync(long id, ChatThreads threads, HttpContext http, CancellationToken ct)
    {
        var wanted = QueryReader.Read(http.Request, Paging.Read);
        return await threads.ListAsync(http.Actor(), id, wanted, ct) is { } page
            ? TypedResults.Json(http.Listing(page, ChatJson.Show), ApiJson.Wire.ListingChatMessageResource) : TypedResults.NotFound();
    }

    /// <summary>Say something, and have it answered.</summary>
    /// <remarks>
    /// With <c>Accept: text/event-stream</c> the answer comes as it grows: <c>turn</c> with the receipt, <c>text</c> with what was added,
    /// <c>call</c> with each state of a tool call, and at the end <c>message</c> with the whole. Else it is 202, and the message is read
    /// until it is no longer <c>working</c>. What costs credits or shows something outside waits for your yes, unless the conversation has
    /// a free hand. 409 <c>turn_in_progress</c> while the last answer is being worked on.
    /// </remarks>
    internal static Task<IResult> SayAsync(long id, ChatMessageBody body, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        TurnAsync(http, accepted => turns.SayAsync(http.Actor(), id, body.ToSaying(), accepted, ct));

    /// <summary>Read one message; with <c>Accept: text/event-stream</c>, follow it as it grows.</summary>
    internal static async Task<IResult> MessageAsync(
        long id, [FromRoute(Name = "message_id")] long messageId, ChatThreads threads, ChatStream stream, HttpContext http, CancellationToken ct)
    {
        if (await threads.FindAsync(http.Actor(), id, messageId, ct) is not { } message)
            return TypedResults.NotFound();
        if (WantsEvents(http))
            return TypedResults.ServerSentEvents(stream.FollowAsync(http.Actor(), id, messageId, http.RequestAborted));
        return TypedResults.Json(new Item<ChatMessageResource>(ChatJson.Show(new ChatLine(message, await threads.SiblingsAsync(http.Actor(), id, messageId, ct)))), ApiJson.Wire.ItemChatMessageResource);
    }

    /// <summary>Have something answered once more, beside the answer that is there.</summary>
    internal static Task<IResult> RegenerateAsync(long id, [FromRoute(Name = "message_id")] long messageId, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        TurnAsync(http, accepted => turns.RegenerateAsync(http.Actor(), id, messageId, accepted, ct));

    /// <summary>Say one of your messages in other words, on a branch of its own.</summary>
    internal static Task<IResult> BranchAsync(
        long id, [FromRoute(Name = "message_id")] long messageId, ChatMessageBody body, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        TurnAsync(http, accepted => turns.BranchAsync(http.Actor(), id, messageId, body.ToSaying(), accepted, ct));

    /// <summary>Go on from the branch that a message is on.</summary>
    internal static async Task<IResult> ShowAsync(long id, [FromRoute(Name = "message_id")] long messageId, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        Answer(await turns.ChooseAsync(http.Actor(), id, messageId, ct));

    /// <summary>Say yes to a call that waits for it.</summary>
    /// <remarks>The answer goes on when nothing of it waits any more.</remarks>
    internal static Task<IResult> ConfirmAsync(
        long id, [FromRoute(Name = "message_id")] long messageId, [FromRoute(Name = "call_id")] long callId, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        TurnAsync(http, accepted => turns.DecideAsync(http.Actor(), id, messageId, callId, true, accepted, ct));

    /// <summary>Say no to a call that waits for a yes.</summary>
    internal static Task<IResult> DeclineAsync(
        long id, [FromRoute(Name = "message_id")] long messageId, [FromRoute(Name = "call_id")] long callId, ChatTurns turns, HttpContext http, CancellationToken ct) =>
        TurnAsync(http, accepted => turns.DecideAsync(http.Actor(), id, messageId, callId, false, accepted, ct));

    private static void AnswersTurn(this RouteHandlerBuilder route) =>
        route.Answers<ChatTurnReceipt>(202, HeaderNames.Location).Produces(StatusCodes.Status200OK, contentType: EventStream).Refuses(404, 409, 422);

    /// <summary>The receipt at once, or the answer as it grows.</summary>
    private static async Task<IResult> TurnAsync(HttpContext http, Func<Func<WriteScope, ChatReceipt, Task>, Task<ChatReceipt?>> begin)
    {
        ApiAnswer? answer = null;
        var receipt = await begin((write, receipt) => http.KeepAnswerAsync(write, answer = Accept(http, receipt)));
        if (receipt is null)
            return TypedResults.NotFound();
        if (!WantsEvents(http))
            return answer!;
        http.DoNotBuffer();
        return TypedResults.ServerSentEvents(http.RequestServices.GetRequiredService<ChatStream>().FollowAsync(http.Actor(), receipt, http.RequestAborted));
    }

    private static bool WantsEvents(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase));

    private static ApiAnswer Accept(HttpContext http, ChatReceipt receipt) =>
        ApiAnswer.Of(StatusCodes.Status202Accepted, ChatJson.Show(receipt), ApiJson.Wire.ChatTurnReceipt)
            .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/chat/sessions/{receipt.SessionId}/messages/{receipt.AnswerId}"));

    private static IResult Answer(ChatSession? session) => session is null ? TypedResults.NotFound()
        : TypedResults.Json(new Item<ChatSessionResource>(ChatJson.Show(session)), ApiJson.Wire.ItemChatSessionResource);
}
