using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Projects;
using Rankion.Web.Components.Language;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Articles.ArticlesWords;

namespace Rankion.Web.Components.Articles;

public sealed partial class ArticlesPage(TimeProvider time)
{
    private IReadOnlyList<Project> projects = [];
    private Page<ArticleLine>? list;
    private Actor? actor;
    private string? fault;

    [SupplyParameterFromQuery]
    private long? Project { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [CascadingParameter]
    private Preferences? Preferences { get; set; }

    private TimeProvider Time => time;

    private TimeZoneInfo Zone => Preferences.Zone(Preferences?.TimeZone);

    private ArticleStatus? Chosen => Enum.TryParse<ArticleStatus>(Status, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    /// <summary>Where a new article begins.</summary>
    private Project? Home => projects.FirstOrDefault(p => p.Id == Project) ?? projects.FirstOrDefault(p => !p.IsArchived);

    private List<PickOption> ProjectOptions => [new("", Say["All projects"]), .. projects.Select(p => new PickOption(p.Id.ToString(CultureInfo.InvariantCulture), p.Name) { Color = p.Color })];

    private static List<PickOption> StatusOptions => [new("", Say["Any status"]), .. Enum.GetValues<ArticleStatus>().Select(s => new PickOption(s.ToString(), ArticleLook.Word(s)))];

    protected override async Task OnParametersSetAsync()
    {
        actor = await Current.FindAsync();
        if (actor is null)
            return;
        projects = await Projects.ListAsync(actor, default);
        list = await Articles.LinesAsync(actor, new(Project, Chosen), new(Math.Clamp(Page ?? 1, 1, 1_000_000)), default);
        await Pictures.LoadAsync(actor, list.Items.Select(l => l.HeroImageId).OfType<long>());
    }

    private static string Address(long? project, ArticleStatus? status, int page)
    {
        var query = new List<string>();
        if (project is { } id)
            query.Add(string.Create(CultureInfo.InvariantCulture, $"project={id}"));
        if (status is { } stands)
            query.Add("status=" + stands.ToString().ToLowerInvariant());
        if (page > 1)
            query.Add(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        return query.Count == 0 ? Urls.Articles : Urls.Articles + "?" + string.Join('&', query);
    }

    private void Go(string? project, string? status) => Navigation.NavigateTo(Address(
        long.TryParse(project, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        Enum.TryParse<ArticleStatus>(status, ignoreCase: true, out var stands) ? stands : null, 1));

    private async Task BeginAsync()
    {
        Article? article = null;
        var refusal = await Refusals.OfAsync(async () => article = await Desk.CreateAsync(await Current.ActorAsync(), Home!.Id, new() { Title = Say["Untitled article"] }, default));
        fault = refusal is null ? null : Reasons.Of(refusal);
        if (article is not null)
            Navigation.NavigateTo(Urls.Article(article.Id));
    }
}
