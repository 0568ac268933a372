using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Articles;

/// <summary>Between the page that an article is written on and the product.</summary>
public sealed class ArticleEditing(ArticleList articles, ArticleDesk desk, ArticlePreview preview, Planner planner, CurrentActor current, Undo undo)
{
    public async Task<Article?> FindAsync(long id) => await articles.FindAsync(await current.ActorAsync(), id, CancellationToken.None);

    /// <returns>The article as it is now, or why it is as it was; neither where it is gone.</returns>
    public async Task<(Article? Saved, RefusalException? Refusal)> ChangeAsync(long id, ArticlePatch patch)
    {
        Article? saved = null;
        var refusal = await Refusals.OfAsync(async () => saved = await desk.ChangeAsync(await current.ActorAsync(), id, patch, CancellationToken.None));
        return (saved, refusal);
    }

    /// <returns>Why it was refused; null where the article is gone.</returns>
    public Task<RefusalException?> DeleteAsync(long id) => Refusals.OfAsync(async () => await desk.DeleteAsync(await current.ActorAsync(), id, CancellationToken.None));

    /// <summary>Puts the article among the ideas of the calendar, to be given a date.</summary>
    public async Task<(CalendarEvent? Planned, RefusalException? Refusal)> PlanAsync(Article article)
    {
        CalendarEvent? planned = null;
        var patch = new EventPatch { Title = article.Title, Kind = EventKind.Article, Status = EventStatus.Draft, ArticleId = new(article.Id), ImageId = new(article.HeroImageId) };
        var refusal = await Refusals.OfAsync(async () => planned = await planner.CreateAsync(await current.ActorAsync(), article.ProjectId, patch, CancellationToken.None));
        return (planned, refusal);
    }

    public async Task<string> RenderAsync(string markdown) => await preview.RenderAsync(await current.ActorAsync(), markdown, CancellationToken.None);

    public Task OfferAsync(string said, Func<Task> back) => undo.OfferAsync(said, back);
}
