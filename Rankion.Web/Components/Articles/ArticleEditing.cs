using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Articles;

/// <summary>Between the page that an article is written on and the product.</summary>
public sealed class ArticleEditing(ArticleList articles, ArticleDesk desk, ArticlePreview preview, CurrentActor current, Undo undo, Toasts toasts)
{
    public async Task<Article?> FindAsync(long id) => await articles.FindAsync(await current.ActorAsync(), id, CancellationToken.None);

    /// <returns>The article as it is now, or why it is as it was; neither where it is gone.</returns>
    public async Task<(Article? Saved, RefusalException? Refusal)> ChangeAsync(long id, ArticlePatch patch)
    {
        Article? saved = null;
        var refusal = await Refusals.OfAsync(async () => saved = await desk.ChangeAsync(await current.ActorAsync(), id, patch, CancellationToken.None));
        return (saved, refusal);
    }

    public Task<bool> DeleteAsync(long id) => toasts.TryAsync(async () => await desk.DeleteAsync(await current.ActorAsync(), id, CancellationToken.None));

    public async Task<string> RenderAsync(string markdown) => await preview.RenderAsync(await current.ActorAsync(), markdown, CancellationToken.None);

    public Task OfferAsync(string said, Func<Task> back) => undo.OfferAsync(said, back);
}
