using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Chat;

/// <summary>What a person does with conversations; where it is refused, whoever asked says why and nothing has changed.</summary>
public sealed class ChatDesk(ChatSessions sessions, ChatTurns turns, CurrentActor current, Toasts toasts, NavigationManager navigation)
{
    /// <summary>Begins a conversation about an image and goes there.</summary>
    public Task OpenAsync(long imageId) => toasts.TryAsync(async () =>
    {
        if (await sessions.OpenAsync(await current.ActorAsync(), imageId, CancellationToken.None) is { } session)
            navigation.NavigateTo(Urls.Chat(session.Id));
    });

    /// <summary>The first of the person's conversations, of those whose title holds these words.</summary>
    public async Task<(IReadOnlyList<ChatSession> Items, int Total)> ListAsync(string words, int take)
    {
        var actor = await current.ActorAsync();
        var items = new List<ChatSession>();
        for (var page = 1; ; page++)
        {
            var read = await sessions.ListAsync(actor, words, new(page, PageRequest.MaxPerPage), CancellationToken.None);
            items.AddRange(read.Items.Take(take - items.Count));
            if (items.Count >= Math.Min(take, read.Total) || read.Items.Count == 0)
                return (items, read.Total);
        }
    }

    public Task<bool> ChangeAsync(long id, ChatSessionPatch patch) => toasts.TryAsync(async () => await sessions.ChangeAsync(await current.ActorAsync(), id, patch, CancellationToken.None));

    public Task<bool> DeleteAsync(long id) => toasts.TryAsync(async () => await sessions.DeleteAsync(await current.ActorAsync(), id, CancellationToken.None));

    /// <summary>Says the first thing of a new conversation.</summary>
    /// <returns>The conversation, or why there is none.</returns>
    public async Task<(long Id, RefusalException? Refusal)> BeginAsync(long? imageId, string text, string zone)
    {
        var id = 0L;
        var refusal = await Refusals.OfAsync(async () =>
        {
            var actor = await current.ActorAsync();
            id = (await sessions.CreateAsync(actor, new() { GalleryImageId = imageId is null ? null : new(imageId) }, CancellationToken.None)).Id;
        });
        refusal ??= await SayAsync(id, text, zone);
        // an empty conversation that nobody asked for does not stay behind
        if (refusal is not null && id != 0)
            await sessions.DeleteAsync(await current.ActorAsync(), id, CancellationToken.None);
        return (id, refusal);
    }

    /// <returns>Why it was not accepted; null when it was.</returns>
    public Task<RefusalException?> SayAsync(long id, string text, string zone) =>
        AskAsync(async actor => await turns.SayAsync(actor, id, Saying(text, zone), null, CancellationToken.None));

    /// <inheritdoc cref="SayAsync"/>
    public Task<RefusalException?> BranchAsync(long id, long messageId, string text, string zone) =>
        AskAsync(async actor => await turns.BranchAsync(actor, id, messageId, Saying(text, zone), null, CancellationToken.None));

    /// <returns>False where it was refused.</returns>
    public Task<bool> AgainAsync(long id, long answerId) => toasts.TryAsync(async () => await turns.RegenerateAsync(await current.ActorAsync(), id, answerId, null, CancellationToken.None));

    public Task ShowAsync(long id, long messageId) => toasts.TryAsync(async () => await turns.ChooseAsync(await current.ActorAsync(), id, messageId, CancellationToken.None));

    /// <param name="partId">Null for all that wait.</param>
    /// <returns>False where it was refused.</returns>
    public Task<bool> DecideAsync(long id, long messageId, long? partId, bool yes) =>
        toasts.TryAsync(async () => await turns.DecideAsync(await current.ActorAsync(), id, messageId, partId, yes, null, CancellationToken.None));

    public Task StopAsync(long id) => toasts.TryAsync(async () => await turns.StopAsync(await current.ActorAsync(), id, CancellationToken.None));

    private Task<RefusalException?> AskAsync(Func<Actor, Task<ChatReceipt?>> turn) => Refusals.OfAsync(async () =>
    {
        if (await turn(await current.ActorAsync()) is null)
            throw new RefusalException("not_found", StatusCodes.Status404NotFound, "This chat is no longer there.");
    });

    private static ChatSaying Saying(string text, string zone) => new()
    {
        Content = text,
        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "de" ? "de" : "en",
        TimeZone = zone,
    };
}
