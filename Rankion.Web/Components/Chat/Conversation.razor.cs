using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Chat.ChatWords;

namespace Rankion.Web.Components.Chat;

/// <summary>One conversation, or the beginning of a new one. It belongs to one conversation for as long as it lives.</summary>
public sealed partial class Conversation(ChatTalk talk, ChatDesk desk, ChatPictures pictures, TeamActivity activity, IOptions<ChatOptions> options, IJSRuntime js)
    : ComponentBase, IAsyncDisposable
{
    private ElementReference root;
    private readonly Script<Conversation> script = new();
    private MessageBox? box;
    private TileMenu? menu;
    private IReadOnlyList<Tile>? writing;
    private IReadOnlyList<Tile>? planning;
    private (long Id, ChatMessageState State)? last;
    private string zone = "UTC";
    private string announcement = "";
    private long? pinned;
    private bool isRead;
    private bool isAttached;
    private bool isGone;

    /// <summary>Null for a new one.</summary>
    [Parameter]
    public long? Id { get; set; }

    [Parameter, EditorRequired]
    public required long TeamId { get; set; }

    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>The new one is there.</summary>
    [Parameter]
    public EventCallback<long> OnBegun { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private bool IsEmpty => talk.Lines.Count == 0;

    private bool IsBusy => talk.Working is not null;

    private bool IsPlain => !options.Value.IsConfigured;

    private string DraftKey => $"rankion:chat:{TeamId}:{Id ?? 0}";

    private Tile? Source => (talk.Session is { } session ? session.GalleryImageId : pinned) is { } id ? talk.Tiles.Find(id) : null;

    private string[] Ideas => !CanWrite ? [Say["Find images of the harbour"], Say["Show my favourites"], Say["What can you do?"]]
        : Source is null ? [Say["Make three images of a harbour at dawn"], Say["Make a watercolour of a lighthouse, 16:9"], Say["Show my favourites"]]
        : [Say["Golden hour light"], Say["Make two variants"], Say["Lighter and warmer"]];

    [JSInvokable]
    public async Task EarlierAsync()
    {
        await talk.EarlierAsync();
        StateHasChanged();
    }

    [JSInvokable]
    public async Task OpenMenuAsync(long id)
    {
        if (menu is not null)
            await menu.ShowAsync(id);
    }

    [JSInvokable]
    public async Task StarAsync(long id)
    {
        if (CanWrite && talk.Tiles.Find(id) is { IsReady: true, DaysLeft: null } tile)
            await pictures.FavoriteAsync(talk.Tiles, tile, StateHasChanged);
    }

    public async ValueTask DisposeAsync()
    {
        activity.Changed -= Redraw;
        talk.Dispose();
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        zone = Components.Preferences.Zone(Preferences?.TimeZone).Id;
        activity.Changed += Redraw;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await talk.ListenAsync(() => InvokeAsync(AbsorbAsync));
            await activity.StartAsync();
            await ReadAsync(); // something may have been said before anybody listened
            StateHasChanged();
        }
        if (isAttached || !isRead || isGone)
            return;
        isAttached = true; // before it is waited for: another render may come meanwhile
        await script.AttachAsync(js, this, "./Components/Chat/Conversation.razor.js", root);
    }

    private string HrefOf(long image) => Urls.Image(image, new(), chat: Id);

    /// <summary>The image that was pinned, on the first message that it was meant by.</summary>
    private Tile? SourceOf(int at)
    {
        var source = talk.Lines[at].Message.SourceId;
        var before = talk.Lines.Take(at).LastOrDefault(line => line.Message.Role == ChatRole.User)?.Message.SourceId;
        return source is { } id && source != before ? talk.Tiles.Find(id) : null;
    }

    private async Task ReadAsync()
    {
        if (Id is { } id)
        {
            await talk.ReadAsync(id);
            isGone = talk.Session is null;
        }
        last = Last;
        isRead = true;
    }

    private (long, ChatMessageState)? Last => talk.Lines is [.., { Message: { } message }] ? (message.Id, message.State) : null;

    private async Task AbsorbAsync()
    {
        await talk.AbsorbAsync();
        isGone = Id is not null && talk.Session is null;
        if (last != Last && talk.Lines is [.., { Message: { Role: ChatRole.Assistant } answer }])
            announcement = Announce(answer);
        last = Last;
        StateHasChanged();
    }

    private static string Announce(ChatMessage answer) => answer.State switch
    {
        ChatMessageState.Working => Say["The answer begins"],
        ChatMessageState.Waiting when answer.Parts.FirstOrDefault(p => p.State == ChatCallState.Awaiting) is { } call => Say["{0}: waits for you", ToolFace.Name(call)],
        ChatMessageState.Failed => Reasons.Of(answer.ErrorMessage ?? ""),
        ChatMessageState.Stopped => Say["Stopped"],
        _ => Say["Answer: {0}", answer.Words.Length > 300 ? answer.Words[..300] + "…" : answer.Words],
    };

    private async Task<RefusalException?> SayAsync(string text, long? editing)
    {
        RefusalException? refusal;
        if (Id is { } id)
        {
            refusal = editing is { } message ? await desk.BranchAsync(id, message, text, zone) : await desk.SayAsync(id, text, zone);
        }
        else
        {
            (var begun, refusal) = await desk.BeginAsync(pinned, text, zone);
            if (refusal is null)
                await OnBegun.InvokeAsync(begun);
        }
        if (refusal is null && script.IsAttached)
            await script.CallAsync("toEnd");
        return refusal;
    }

    private Task SuggestAsync(string idea) => box?.SayAsync(idea) ?? Task.CompletedTask;

    private Task EditAsync(ChatMessage message) => box?.EditAsync(message) ?? Task.CompletedTask;

    private async Task PinAsync(long? image)
    {
        if (Id is { } id)
        {
            if (await desk.ChangeAsync(id, new() { GalleryImageId = new(image) }))
                await talk.ReadAsync(id);
            return;
        }
        pinned = image;
        await pictures.FillAsync(talk.Tiles, image);
    }

    private async Task AskAgainAsync()
    {
        if (Id is { } id && await desk.ChangeAsync(id, new() { FreeHand = false }))
            await talk.ReadAsync(id);
    }

    private async Task ActAsync(TileActionRequest request)
    {
        if (request.Action == TileAction.EditPrompt)
        {
            if (await pictures.PromptAsync(request.Tile.Id) is { } prompt && box is not null)
                await box.PutAsync(prompt);
            return;
        }
        await pictures.ActAsync(request);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
