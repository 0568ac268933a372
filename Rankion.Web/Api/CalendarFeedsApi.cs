using Rankion.Core.Calendar;
using Rankion.Core.Projects;
using Rankion.Web.Api.Contracts;
using Rankion.Web.Calendar;

namespace Rankion.Web.Api;

/// <summary><c>/v1/projects/{project}/calendar/feed</c>: who may follow a project's calendar from elsewhere. What they read is <see cref="IcsFeeds"/>.</summary>
internal static class CalendarFeedsApi
{
    private static readonly QueryParameter<string?> Token = QueryParameter.Any("token", "Only the feed of this token; without it all of the project's.");

    public static void MapCalendarFeeds(this IEndpointRouteBuilder v1)
    {
        var feed = v1.MapGroup("/projects/{project:long}/calendar/feed").WithTags("Calendar");
        feed.MapGet("", ListAsync).WithName("listCalendarFeeds").Answers<CalendarFeedsAnswer>(200).Refuses(404);
        feed.MapPost("", CreateAsync).WithName("createCalendarFeed").Answers<CalendarFeedReceipt>(201).Refuses(404, 409, 422);
        feed.MapDelete("", RevokeAsync).WithName("revokeCalendarFeeds").WithQuery([Token]).Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    /// <summary>List a project's feeds, newest first.</summary>
    internal static async Task<IResult> ListAsync(long project, ProjectList projects, CalendarFeeds feeds, HttpContext http, CancellationToken ct) =>
        await projects.FindAsync(http.Actor(), project, ct) is null ? TypedResults.NotFound()
            : TypedResults.Json(new CalendarFeedsAnswer([.. (await feeds.ListAsync(http.Actor(), project, ct)).Select(Show)]), ApiJson.Wire.CalendarFeedsAnswer);

    /// <summary>Make an address that calendars elsewhere may subscribe to.</summary>
    /// <remarks>It answers with an iCalendar document, without a token in a header, to whoever has it. It is shown this once.</remarks>
    internal static async Task<IResult> CreateAsync(long project, CalendarFeedBody? body, CalendarFeeds feeds, HttpContext http, CancellationToken ct) =>
        await feeds.CreateAsync(http.Actor(), project, body?.Name, (body ?? new()).ToFilter(), ct) is not { } issued ? TypedResults.NotFound()
            : TypedResults.Json(
                new CalendarFeedReceipt { Token = issued.Token, Url = http.Absolute(IcsFeeds.OfProject(project, issued.Token)) },
                ApiJson.Wire.CalendarFeedReceipt, statusCode: StatusCodes.Status201Created);

    /// <summary>Revoke a project's feeds.</summary>
    /// <remarks>Their addresses answer 404 from then on. Where there is none, nothing happens.</remarks>
    internal static async Task<IResult> RevokeAsync(long project, CalendarFeeds feeds, HttpContext http, CancellationToken ct) =>
        await feeds.RevokeAsync(http.Actor(), project, QueryReader.Read(http.Request, query => query.Read(Token)), ct) is null
            ? TypedResults.NotFound() : TypedResults.NoContent();

    private static CalendarFeedResource Show(CalendarFeed feed)
    {
        var filter = CalendarFilter.Parse(feed.Filter);
        return new()
        {
            Id = feed.Id,
            Name = feed.Name,
            Kind = filter.Kinds,
            Status = filter.Statuses,
            WithoutImage = filter.WithoutImage,
            CreatedAt = feed.CreatedAt,
            LastReadAt = feed.LastReadAt,
        };
    }
}
