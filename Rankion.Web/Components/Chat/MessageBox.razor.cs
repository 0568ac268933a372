using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Credits;
using Rankion.Web.Components.Calendar;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Chat.ChatWords;

namespace Rankion.Web.Components.Chat;

/// <summary>Takes what a person says, and the image that is meant by it. Nothing typed is lost, whatever becomes of it.</summary>
public sealed partial class MessageBox(IOptions<CreditsOptions> prices, TeamActivity activity, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private const int NearLimit = 30_000;

    private ElementReference form;
    private readonly Script<MessageBox> script = new();
    private string? refusal;
    private bool waits;
    private bool wasWorking;
    private long? editing;
    private int length;
    private bool blank = true;
    private bool busy;
    private bool picking;

    /// <summary>Under which the browser keeps what is typed.</summary>
    [Parameter, EditorRequired]
    public required string DraftKey { get; set; }

    [Parameter]
    public long? ChatId { get; set; }

    /// <summary>The pinned image.</summary>
    [Parameter]
    public Tile? Source { get; set; }

    [Parameter]
    public bool CanWrite { get; set; }

    /// <summary>The last answer is still being worked on.</summary>
    [Parameter]
    public bool IsWorking { get; set; }

    /// <summary>What costs credits is done without asking.</summary>
    [Parameter]
    public bool FreeHand { get; set; }

    /// <summary>Says it; the number is that of the person's message that it takes the place of.</summary>
    [Parameter, EditorRequired]
    public required Func<string, long?, Task<RefusalException?>> Send { get; set; }

    /// <summary>Another image is meant; null for none.</summary>
    [Parameter]
    public EventCallback<long?> OnPin { get; set; }

    /// <summary>It is to ask again before it spends.</summary>
    [Parameter]
    public EventCallback OnAsk { get; set; }

    private int Price => prices.Value.Edit;

    /// <summary>What stands in the way, of saying something or of having it done.</summary>
    private string? Note => this switch
    {
        { IsWorking: true, blank: false } => Say["Wait for the answer, or stop it"],
        { length: > ChatMessage.MaxContent } => Say.Count(length - ChatMessage.MaxContent, "1 character too many", "{0:N0} characters too many"),
        { CanWrite: false } => Say["You may look and search; your role changes nothing"],
        { Source.DaysLeft: not null } => Say["The source is in the trash"],
        _ when activity.Balance < Price => Say["Too few credits to make images"],
        _ => null,
    };

    /// <summary>Puts a text there to be sent; what was typed is not lost.</summary>
    public async Task PutAsync(string text)
    {
        await script.CallAsync("put", text);
    }

    /// <summary>Says a ready-made text at once.</summary>
    public async Task SayAsync(string text)
    {
        await script.CallAsync("send", text);
    }

    /// <summary>Has one's own message said in other words.</summary>
    public async Task EditAsync(ChatMessage message)
    {
        if (!script.IsAttached)
            return;
        editing = message.Id;
        StateHasChanged();
        await script.CallAsync("edit", message.Id, message.Content);
    }

    /// <summary>The browser says what was typed: only how much, the text itself comes with <see cref="SendAsync"/>.</summary>
    [JSInvokable]
    public void OnText(int length, bool blank)
    {
        (this.length, this.blank) = (length, blank);
        StateHasChanged();
    }

    /// <summary>Sends it, once: while one is under way another is not accepted.</summary>
    /// <returns>True when it was accepted, and the text may go.</returns>
    [JSInvokable]
    public async Task<bool> SendAsync(string text)
    {
        if (busy || IsWorking || string.IsNullOrWhiteSpace(text) || text.Length > ChatMessage.MaxContent)
            return false;
        (busy, refusal) = (true, null);
        StateHasChanged();
        try
        {
            var refused = await Send(text, editing);
            refusal = refused is null ? null : Reasons.Of(refused);
            waits = refused?.Code == "turn_in_progress";
            if (refused is null)
                editing = null;
            return refused is null;
        }
        finally
        {
            busy = false;
            StateHasChanged();
        }
    }

    /// <summary>An image was dropped or pasted here.</summary>
    [JSInvokable]
    public Task PinAsync(long id) => OnPin.InvokeAsync(id);

    /// <summary>A file was not taken.</summary>
    [JSInvokable]
    public void Complain(string? reason)
    {
        refusal = reason ?? Say["The file could not be uploaded."];
        StateHasChanged();
    }

    /// <summary>The message stays as it is.</summary>
    [JSInvokable]
    public async Task LeaveEditAsync()
    {
        editing = null;
        StateHasChanged();
        await script.CallAsync("leave");
    }

    public async ValueTask DisposeAsync()
    {
        activity.Changed -= Redraw;
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        activity.Changed += Redraw;
        await activity.LoadAsync();
    }

    protected override void OnParametersSet()
    {
        // what was refused because another answer was not complete is refused no longer once it is
        if (waits && !IsWorking && wasWorking)
            (refusal, waits) = (null, false);
        wasWorking = IsWorking;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await script.AttachAsync(js, this, "./Components/Chat/MessageBox.razor.js", form);
    }

    private Task PickAsync(CardPicture picked)
    {
        picking = false;
        return OnPin.InvokeAsync(picked.Id);
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
