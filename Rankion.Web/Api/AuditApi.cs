using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary><c>/v1/audit</c>: who did what when.</summary>
internal static partial class AuditApi
{
    private static readonly QueryParameter<string?> Action = Word("action", "How the action begins.", "image.trashed");
    private static readonly QueryParameter<long?> User = QueryParameter.Id("user_id", "Only what this person did.");
    private static readonly QueryParameter<string?> SubjectKind = Word("subject_kind", "Only what was done to things of this kind.", "image");
    private static readonly QueryParameter<long?> SubjectId = QueryParameter.Id("subject_id", "Only what was done to the one with this id.");
    private static readonly QueryParameter<DateTime?> From = Instant("from", "At this instant or later; a date counts from its first moment, in UTC.", QueryInstant.First);
    private static readonly QueryParameter<DateTime?> To = Instant("to", "At this instant or earlier; a date counts with its whole day, in UTC.", QueryInstant.Last);

    public static void MapAudit(this IEndpointRouteBuilder v1) => v1.MapGet("/audit", ListAsync).WithName("listAudit").WithTags("Audit")
        .WithQuery([Action, User, SubjectKind, SubjectId, From, To], Paging.ByPageOrCursor).Refuses(422);

    /// <summary>List who did what in the team, newest first.</summary>
    /// <remarks>For admins, with a token of that scope. Entries are only ever added; they stay when an image is deleted for good.</remarks>
    internal static async Task<Listing<AuditResource>> ListAsync(AuditTrail audit, HttpContext http, CancellationToken ct)
    {
        var (filter, page) = QueryReader.Read(http.Request, query => (Filter(query), Paging.ReadWithCursor(query)));
        return page.Cursor is { } cursor
            ? http.Listing(await audit.StretchAsync(http.Actor(), filter, page, ct), cursor, Show)
            : http.Listing(await audit.ReadAsync(http.Actor(), filter, page, ct), Show);
    }

    private static AuditFilter Filter(QueryReader query)
    {
        var filter = new AuditFilter
        {
            Action = query.Read(Action),
            UserId = query.Read(User),
            SubjectKind = query.Read(SubjectKind),
            SubjectId = query.Read(SubjectId),
            From = query.Read(From),
            To = query.Read(To),
        };
        return filter.From > filter.To ? throw Refusal.Invalid(From.Name, "This must not be after to.") : filter;
    }

    private static AuditResource Show(AuditLine line) => new()
    {
        Id = line.Entry.Id,
        Action = line.Entry.Action,
        SubjectKind = line.Entry.SubjectKind,
        SubjectId = line.Entry.SubjectId,
        By = line.Entry.UserId is { } user ? new(user, line.UserName ?? "") : null,
        TokenId = line.Entry.TokenId,
        Detail = line.Entry.Detail,
        CreatedAt = line.Entry.CreatedAt,
    };

    private static QueryParameter<string?> Word(string name, string description, string example) => new(
        name, description, Text(example), text => Words().IsMatch(text) ? text : null, "This has lower-case letters, dots and underscores only.");

    private static QueryParameter<DateTime?> Instant(string name, string description, Func<string, DateTime?> read) =>
        new(name, description, Text("2026-05-15"), read, QueryInstant.Fault);

    private static OpenApiSchema Text(string example) => new() { Type = JsonSchemaType.String, Examples = [JsonValue.Create(example)] };

    [GeneratedRegex(@"^[a-z_.]{1,60}\z")]
    private static partial Regex Words();
}
