using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Language;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Calendar;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Articles.ArticlesWords;

namespace Rankion.Web.Components.Articles;

/// <summary>What came of saving: the version that stands now, or null where it was not saved.</summary>
public sealed record Kept(int? Version);

/// <summary>One article, written and seen.</summary>
public sealed partial class ArticlePage(
    ArticleEditing editing, CardPictures pictures, CurrentActor current, ChangeFeed feed, NavigationManager navigation, IJSRuntime js) : ComponentBase, IAsyncDisposable
{
    private static readonly (string Mark, string Icon, Word Name)[] Marks =
    [
        ("h", "format_h2", Say.Later("Heading")), ("b", "format_bold", Say.Later("Bold")), ("i", "format_italic", Say.Later("Italic")),
        ("a", "link", Say.Later("Link")), ("l", "format_list_bulleted", Say.Later("List")), ("q", "format_quote", Say.Later("Quote")),
    ];

    private ElementReference root;
    private readonly Script<ArticlePage> script = new();
    private IDisposable? subscription;
    private Article? article;
    private Article? theirs;
    private Actor? actor;
    private Place picking;
    private string title = "";
    private string text = "";
    private string preview = "";
    private string? state;
    private string? fault;
    private bool seeing;
    private bool making;
    private bool gone;
    private bool attached;

    private enum Place
    {
        None,
        Text,
        Hero,
    }

    [Parameter]
    public long Id { get; set; }

    private bool CanWrite => actor?.CanWrite == true;

    private CardPicture? Hero => article?.HeroImageId is { } id ? pictures.Find(id) : null;

    private string[] HeroTags => ["hero", article!.Slug[..Math.Min(article.Slug.Length, Core.Images.Tags.MaxLength)]];

    /// <summary>Shows what is being typed.</summary>
    [JSInvokable]
    public async Task SeeAsync(string title, string text)
    {
        (this.title, this.text) = (title, text);
        preview = await editing.RenderAsync(text);
        StateHasChanged();
    }

    /// <summary>Saves what was typed, unless somebody else has changed the article since.</summary>
    /// <param name="version">That it was typed on.</param>
    [JSInvokable]
    public async Task<Kept> SaveAsync(string title, string text, int version)
    {
        (this.title, this.text) = (title, text);
        var patch = new ArticlePatch { Title = string.IsNullOrWhiteSpace(title) ? null : title, Body = text, ExpectedVersion = version };
        var (saved, refusal) = await editing.ChangeAsync(Id, patch);
        if (saved is not null)
        {
            (article, theirs, fault) = (saved, null, patch.Title is null ? Say["An article needs a title; the last one stays until then."] : null);
            state = Say["Saved"];
        }
        else if (refusal?.Status == StatusCodes.Status412PreconditionFailed)
        {
            var found = await editing.FindAsync(Id);
            if (found is not null && (found.Body, found.Title) == (text, title.Trim()))
                (article, saved) = (found, found);
            else
                (theirs, state) = (found, Say["Not saved"]);
        }
        else
        {
            gone = refusal is null;
            (fault, state) = (refusal is null ? null : Reasons.Of(refusal), Say["Not saved"]);
        }
        StateHasChanged();
        return new(saved?.Version);
    }

    /// <summary>It is being typed, and not saved yet.</summary>
    [JSInvokable]
    public void Typing()
    {
        state = Say["Saving…"];
        StateHasChanged();
    }

    /// <summary>An image was dropped into the text.</summary>
    [JSInvokable]
    public async Task InsertAsync(long imageId)
    {
        await pictures.LoadAsync(await current.ActorAsync(), [imageId]);
        if (pictures.Find(imageId) is { } picture)
            await InsertAsync(picture);
    }

    /// <summary>Why what was dropped is not there.</summary>
    [JSInvokable]
    public void Complain(string? reason)
    {
        fault = reason ?? Say["This could not be uploaded."];
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        subscription?.Dispose();
        await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        actor = await current.FindAsync();
        if (actor is null)
            return;
        await TakeAsync(await editing.FindAsync(Id));
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (attached || article is null || actor is null)
            return;
        attached = true;
        subscription = feed.Subscribe(actor.TeamId, change =>
        {
            if (change is ArticleChanged { ArticleId: var id } && id == Id)
                _ = InvokeAsync(RefreshAsync);
            else if (change is ImageChanged image && pictures.Forget(image.ImageId))
                _ = InvokeAsync(ShowPicturesAsync);
        });
        await script.AttachAsync(js, this, "./Components/Articles/ArticlePage.razor.js", root, article.Title, article.Body, article.Version);
        await RefreshAsync(); // what happened before anybody listened
    }

    private async Task TakeAsync(Article? found)
    {
        (article, gone) = (found, found is null);
        if (found is null)
            return;
        (title, text) = (found.Title, found.Body);
        await ShowPicturesAsync();
    }

    private async Task ShowPicturesAsync()
    {
        if (article?.HeroImageId is { } hero)
            await pictures.LoadAsync(await current.ActorAsync(), [hero]);
        preview = await editing.RenderAsync(text);
        StateHasChanged();
    }

    /// <summary>Somebody has changed it: what nobody types here at the moment follows them; the rest is asked about when it is saved.</summary>
    private async Task RefreshAsync()
    {
        var found = await editing.FindAsync(Id);
        if (found is not null && (found.Version <= article?.Version || !script.IsAttached || !await script.CallAsync<bool>("isClean")))
            return;
        await TakeAsync(found);
        if (found is not null)
            await script.CallAsync("put", found.Title, found.Body, found.Version);
    }

    private async Task KeepMineAsync()
    {
        if (theirs is not { } other)
            return;
        theirs = null;
        await script.CallAsync("resume", other.Version);
    }

    private async Task TakeTheirsAsync()
    {
        if (theirs is not { } other)
            return;
        theirs = null;
        var (myTitle, myText) = (title, text);
        await TakeAsync(other);
        await script.CallAsync("put", other.Title, other.Body, other.Version);
        await editing.OfferAsync(Say["Theirs is shown now"], async () => await script.CallAsync("type", myTitle, myText));
    }

    private async Task PickAsync(CardPicture picture)
    {
        var place = picking;
        picking = Place.None;
        if (place == Place.Hero)
            await HeroAsync(picture.Id);
        else
            await InsertAsync(picture);
    }

    private Task InsertAsync(CardPicture picture) => script.CallAsync("insert", ImageReferences.Markdown(picture.Id, picture.Title));

    private async Task MadeAsync(long imageId)
    {
        making = false;
        await HeroAsync(imageId);
    }

    private Task HeroAsync(long? imageId) => ChangeAsync(new() { HeroImageId = new(imageId) });

    private Task StatusAsync(ChangeEventArgs change) => Enum.TryParse<ArticleStatus>(change.Value?.ToString(), out var status) ? ChangeAsync(new() { Status = status }) : Task.CompletedTask;

    /// <summary>Changes what is not the text; where nobody else came in between, the text goes on from there.</summary>
    private async Task ChangeAsync(ArticlePatch patch)
    {
        var before = article!.Version;
        var (saved, refusal) = await editing.ChangeAsync(Id, patch);
        fault = refusal is null ? null : Reasons.Of(refusal);
        if (saved is null)
            return;
        if (saved.Version == before + 1 && script.IsAttached)
            await script.CallAsync("rebase", before, saved.Version);
        article = saved;
        state = Say["Saved"];
        await ShowPicturesAsync();
    }

    private async Task PlanAsync()
    {
        var (planned, refusal) = await editing.PlanAsync(article!);
        fault = refusal is null ? null : Reasons.Of(refusal);
        if (planned is not null)
            navigation.NavigateTo(Urls.Event(planned.Id));
    }

    private async Task DeleteAsync()
    {
        if (await editing.DeleteAsync(Id) is { } refusal)
        {
            fault = Reasons.Of(refusal);
            return;
        }
        await script.CallAsync("forget");
        navigation.NavigateTo(Urls.Articles);
    }
}
