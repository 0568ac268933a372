using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Rankion.Core;
using Rankion.Core.Accounts;
using Rankion.Core.Calendar;
using Rankion.Core.Projects;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/projects/{project}/calendar</c> and <c>/v1/calendar/{id}</c>.</summary>
internal static class CalendarApi
{
    private static readonly QueryParameter<DateTime?> From = Instant("from", "Planned at this instant or later; a date counts from its first moment, in UTC.", "2026-05-01", QueryInstant.First);

    private static readonly QueryParameter<DateTime?> To = Instant("to", "Planned at this instant or earlier; a date counts with its whole day, in UTC.", "2026-05-31", QueryInstant.Last);

    private static readonly QueryParameter<EventStatus?> Status = QueryParameter.Choice<EventStatus>("status", "Only those that stand so.");

    private static readonly QueryParameter<EventKind?> Kind = QueryParameter.Choice<EventKind>("kind", "Only this kind.");

    public static void MapCalendar(this IEndpointRouteBuilder v1)
    {
        var ofProject = v1.MapGroup("/projects/{project:long}/calendar").WithTags("Calendar");
        ofProject.MapGet("", ListAsync).WithName("listEvents").WithQuery([From, To, Status, Kind], Paging.ByPage).Answers<Listing<EventResource>>(200).Refuses(404, 422);
        ofProject.MapPost("", CreateAsync).WithName("createEvent").Answers<Item<EventResource>>(201, HeaderNames.Location).Refuses(404, 422);
        var one = v1.MapGroup("/calendar/{id:long}").WithTags("Calendar");
        one.MapGet("", FindAsync).WithName("getEvent").Answers<Item<EventResource>>(200, HeaderNames.ETag).Produces(StatusCodes.Status304NotModified).Refuses(404);
        one.MapPut("", ChangeAsync).WithName("updateEvent").Answers<Item<EventResource>>(200, HeaderNames.ETag).TakesIfMatch().Refuses(404, 412, 422);
        one.MapDelete("", DeleteAsync).WithName("deleteEvent").Produces(StatusCodes.Status204NoContent).Refuses(404);
    }

    /// <summary>List a project's events, soonest first.</summary>
    /// <remarks>What has no date comes last, and is left out where a time is named.</remarks>
    internal static async Task<IResult> ListAsync(
        long project, ProjectList projects, Agenda agenda, PeopleNames people, HttpContext http, CancellationToken ct)
    {
        var (filter, wanted) = QueryReader.Read(http.Request, query => (Read(query, project), Paging.Read(query)));
        if (filter.From > filter.To)
            throw Refusal.Invalid("to", "This lies before from.");
        if (await projects.FindAsync(http.Actor(), project, ct) is null)
            return TypedResults.NotFound();
        var page = await agenda.ListAsync(http.Actor(), filter, wanted, ct);
        var names = await people.OfAsync(page.Items.Select(e => e.CreatedById), ct);
        return TypedResults.Json(http.Listing(page, e => Show(e, names)), ApiJson.Wire.ListingEventResource);
    }

    /// <summary>Plan an event, or note an idea without a date.</summary>
    internal static async Task<IResult> CreateAsync(long project, EventBody body, Planner planner, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await planner.CreateAsync(http.Actor(), project, body.ToPatch(), ct) is not { } made ? TypedResults.NotFound()
            : ApiAnswer.Of(StatusCodes.Status201Created, await ItemAsync(made, people, ct), ApiJson.Wire.ItemEventResource)
                .With(HeaderNames.Location, http.Absolute($"{ApiEndpoints.Root}/calendar/{made.Id}"));

    /// <summary>Read an event.</summary>
    internal static async Task<IResult> FindAsync(long id, Agenda agenda, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await agenda.FindAsync(http.Actor(), id, ct) is { } found ? await AnswerAsync(found, people, ct) : TypedResults.NotFound();

    /// <summary>Change what is named of an event.</summary>
    /// <remarks>Send the ETag of what you have as If-Match, and nobody's change is overwritten unseen.</remarks>
    internal static async Task<IResult> ChangeAsync(long id, EventBody body, Planner planner, PeopleNames people, HttpContext http, CancellationToken ct) =>
        await planner.ChangeAsync(http.Actor(), id, body.ToPatch(ApiVersions.Expected(http.Request)), ct) is { } changed
            ? await AnswerAsync(changed, people, ct) : TypedResults.NotFound();

    /// <summary>Delete an event.</summary>
    /// <remarks>Feeds tell of it as cancelled for thirty days.</remarks>
    internal static async Task<IResult> DeleteAsync(long id, Planner planner, HttpContext http, CancellationToken ct) =>
        (await planner.DeleteAsync(http.Actor(), [id], ct)).Count == 1 ? TypedResults.NoContent() : TypedResults.NotFound();

    private static CalendarFilter Read(QueryReader query, long project) => new()
    {
        ProjectIds = [project],
        From = query.Read(From),
        To = query.Read(To),
        Statuses = query.Read(Status) is { } status ? [status] : [],
        Kinds = query.Read(Kind) is { } kind ? [kind] : [],
    };

    private static QueryParameter<DateTime?> Instant(string name, string description, string example, Func<string, DateTime?> parse) =>
        new(name, description, new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] }, parse, QueryInstant.Fault);

    private static async Task<ApiAnswer> AnswerAsync(CalendarEvent e, PeopleNames people, CancellationToken ct) =>
        ApiAnswer.Conditional(await ItemAsync(e, people, ct), ApiJson.Wire.ItemEventResource, e.Version);

    private static async Task<Item<EventResource>> ItemAsync(CalendarEvent e, PeopleNames people, CancellationToken ct) =>
        new(Show(e, await people.OfAsync([e.CreatedById], ct)));

    private static EventResource Show(CalendarEvent e, IReadOnlyDictionary<long, string> people) => new()
    {
        Id = e.Id,
        ProjectId = e.ProjectId,
        Title = e.Title,
        Kind = e.Kind,
        Status = e.Status,
        ScheduledAt = e.ScheduledAt,
        TimeZone = e.TimeZone,
        DurationMinutes = e.DurationMinutes,
        ArticleId = e.ArticleId,
        ImageId = e.ImageId,
        Notes = e.Notes,
        DueAt = e.DueAt,
        CreatedBy = new(e.CreatedById, people.GetValueOrDefault(e.CreatedById, "")),
        CreatedAt = e.CreatedAt,
        UpdatedAt = e.UpdatedAt,
    };
}
