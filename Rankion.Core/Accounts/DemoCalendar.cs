using Rankion.Core.Articles;
using Rankion.Core.Calendar;
using Rankion.Core.Projects;

namespace Rankion.Core.Accounts;

/// <summary>A week of a small magazine around today: what was published, what is due, what nobody has dated yet, and one article.</summary>
public sealed class DemoCalendar(ProjectDesk projects, ArticleDesk articles, Planner planner, TimeProvider time)
{
    private const string Text = """
        The boats leave before the light does. Whoever wants to see the harbour as its people see it comes at five, with a
        thermos and **no plan**.

        ![The harbour before sunrise](image:{0})

        ## What to bring

        - a lens that likes the dark
        - gloves without fingertips
        - patience for the fog

        > The sea is a poor model: it never holds still, and it never repeats itself.
        """;

    /// <param name="pictures">Of the demo, the harbour first.</param>
    internal async Task PlanAsync(Actor actor, long projectId, IReadOnlyList<long> pictures, CancellationToken ct)
    {
        var letters = await projects.CreateAsync(actor, new() { Name = "Newsletter" }, ct);
        var article = await articles.CreateAsync(actor, projectId, new()
        {
            Title = "The harbour at five in the morning",
            Body = Text.Replace("{0}", pictures[0].ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
            HeroImageId = new(pictures[0]),
            Status = ArticleStatus.Review,
        }, ct);
        (long Project, int? Day, int Hour, string Title, EventKind Kind, EventStatus Status, long? Image, long? Article)[] week =
        [
            (letters.Id, -3, 9, "Newsletter 24", EventKind.Newsletter, EventStatus.Published, pictures[3], null),
            (projectId, -2, 12, "Pears, a still life", EventKind.SocialPost, EventStatus.Published, null, null),
            (projectId, -1, 18, "Podcast teaser", EventKind.Other, EventStatus.Cancelled, null, null),
            (projectId, 1, 11, "Slow Friday", EventKind.SocialPost, EventStatus.Scheduled, pictures[4], null),
            (projectId, 2, 9, "The harbour at five", EventKind.Article, EventStatus.Scheduled, pictures[0], article?.Id),
            (projectId, 2, 16, "Harbour, the short version", EventKind.SocialPost, EventStatus.Draft, null, article?.Id),
            (letters.Id, 4, 9, "Newsletter 25", EventKind.Newsletter, EventStatus.Draft, pictures[6], null),
            (projectId, 5, 10, "Night palette", EventKind.Other, EventStatus.Idea, null, null),
            (projectId, null, 0, "What sand remembers", EventKind.Article, EventStatus.Draft, pictures[6], null),
            (projectId, null, 0, "Twelve window sills", EventKind.SocialPost, EventStatus.Idea, null, null),
            (letters.Id, null, 0, "Reader letters, winter", EventKind.Newsletter, EventStatus.Idea, null, null),
        ];
        var today = time.UtcNow().Date;
        foreach (var (project, day, hour, title, kind, status, image, about) in week)
        {
            await planner.CreateAsync(actor, project, new()
            {
                Title = title,
                Kind = kind,
                Status = status,
                ScheduledAt = new(day is { } days ? today.AddDays(days).AddHours(hour) : null),
                ImageId = new(image),
                ArticleId = new(about),
            }, ct);
        }
    }
}
