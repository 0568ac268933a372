using Microsoft.Net.Http.Headers;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Articles;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/projects/{project}/articles</c> and <c>/v1/articles/{id}</c>.</summary>
internal static class ArticlesApi
{
    private static readonly QueryParameter<ArticleStatus?> Status = QueryParameter.Choice<ArticleStatus>("status", "Only those that stand so.");

    public static void MapArticles(this IEndpointRouteBuilder v1)
    {
        var ofProject = v1.MapGroup("/projects/{project:long}/articles").WithTags("Articles");
        ofProject.MapGet("", ListAsync).WithName("listArticles").WithQuery([Status], Paging.ByPage).Answers<Listing<ArticleResource>>(200).Refuses(404, 422);
        ofProject.MapPost("", CreateAsync).WithName("createArticle").Answers<Item<ArticleResource>>(201, HeaderNames.Location).Refuses(404, 409, 422);
        var article = v1.MapGroup("/articles/{id:long}").WithTags("Articles");
        article.MapGet("", FindAsync).WithName("getArticle").Answers<Item<ArticleResource>>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
        article.MapPut("", ChangeAsync).WithName("updateArticle").Answers<Item<ArticleResource>>(200, HeaderNames.ETag).TakesIfMatch().Refuses(404, 409, 412, 422);
        article.MapDelete("", DeleteAsync).WithName("deleteArticle").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    /// <summary>List a project's articles, last changed first.</summary>
    internal static async Task<IResult> ListAsync(
        long project, Core.Projects.ProjectList projects, ArticleList articles, PeopleNames people, HttpContext http, CancellationToken ct)
    {
        var (status, wanted) = QueryReader.Read(http.Request, query => (query.Read(Status), Paging.Read(query)));
        if (await projects.FindAsync(http.Actor(), project, ct) is null)
            return TypedResults.NotFound();
        var page = await articles.ListAsync(http.Actor(), new(project, status), wanted, ct);
        var names = await people.OfAsync(page.Items.Select(a => a.CreatedById), ct);
        return TypedResults.Json(http.Listing(page, a => Show(a, names)), ApiJson.Wire.ListingArticleResource);
    }

    /// <summary>Begin an article.</summary>
    internal static async Task<IResult> CreateAsync(long project, ArticleBody body, ArticleDesk desk, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await desk.CreateAsync(http.Actor(), project, body.ToPatch(), ct) is not { } article ? TypedResults.NotFound()
            : ApiAnswer.Of(StatusCodes.Status201Created, await ItemAsync(article, people, ct), ApiJson.Wire.ItemArticleResource)
                .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/articles/{article.Id}"));

    /// <summary>Read an article.</summary>
    internal static async Task<IResult> FindAsync(long id, ArticleList articles, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await articles.FindAsync(http.Actor(), id, ct) is { } article ? await AnswerAsync(article, people, ct) : TypedResults.NotFound();

    /// <summary>Change what is named of an article.</summary>
    /// <remarks>Send the ETag of what you have as If-Match, and nobody's words are overwritten unseen.</remarks>
    internal static async Task<IResult> ChangeAsync(long id, ArticleBody body, ArticleDesk desk, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await desk.ChangeAsync(http.Actor(), id, body.ToPatch(ApiVersions.Expected(http.Request)), ct) is { } article
            ? await AnswerAsync(article, people, ct) : TypedResults.NotFound();

    /// <summary>Delete an article with its text.</summary>
    /// <remarks>Its images stay, and events that were about it stand alone.</remarks>
    internal static async Task<IResult> DeleteAsync(long id, ArticleDesk desk, HttpContext http, CancellationToken ct) =>
        await desk.DeleteAsync(http.Actor(), id, ct) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<ApiAnswer> AnswerAsync(Article article, PeopleNames people, CancellationToken ct) =>
        ApiAnswer.Conditional(await ItemAsync(article, people, ct), ApiJson.Wire.ItemArticleResource, article.Version);

    private static async Task<Item<ArticleResource>> ItemAsync(Article article, PeopleNames people, CancellationToken ct) =>
        new(Show(article, await people.OfAsync([article.CreatedById], ct)));

    private static ArticleResource Show(Article article, IReadOnlyDictionary<long, string> people) => new()
    {
        Id = article.Id,
        ProjectId = article.ProjectId,
        Title = article.Title,
        Slug = article.Slug,
        Status = article.Status,
        BodyMarkdown = article.Body,
        HeroImageId = article.HeroImageId,
        CreatedBy = new(article.CreatedById, people.GetValueOrDefault(article.CreatedById, "")),
        CreatedAt = article.CreatedAt,
        UpdatedAt = article.UpdatedAt,
    };
}
