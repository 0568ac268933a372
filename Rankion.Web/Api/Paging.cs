using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api;

/// <summary>Reads which part of a list is wanted, and wraps the part with its place and its neighbours.</summary>
internal static class Paging
{
    // further down a list is read by cursor
    private const int MaxPage = 1_000_000;

    private static readonly QueryParameter<int?> Page = QueryParameter.Number("page", "Which page, from 1.", 1, MaxPage, 1);

    private static readonly QueryParameter<int?> PerPage =
        QueryParameter.Number("per_page", "How many on a page.", 1, PageRequest.MaxPerPage, PageRequest.DefaultPerPage);

    private static readonly QueryParameter<string?> Cursor =
        QueryParameter.Any("cursor", "Read by cursor instead of by page, at the same cost at any depth: empty to start, then as links.next has it.");

    /// <summary>For lists that are read by page number only.</summary>
    public static readonly IReadOnlyList<QueryParameter> ByPage = [Page, PerPage];

    public static readonly IReadOnlyList<QueryParameter> ByPageOrCursor = [Page, PerPage, Cursor];

    public static PageRequest Read(QueryReader query) => new(query.Read(Page) ?? 1, query.Read(PerPage) ?? PageRequest.DefaultPerPage);

    public static PageRequest ReadWithCursor(QueryReader query) => Read(query) with { Cursor = query.Read(Cursor) };

    public static Listing<TOut> Listing<TIn, TOut>(this HttpContext http, Page<TIn> page, Func<TIn, TOut> show)
        where TOut : notnull => new([.. page.Items.Select(show)], Meta(page), Links(http, page));

    public static Listing<TOut> Listing<TIn, TOut>(this HttpContext http, Stretch<TIn> stretch, string cursor, Func<TIn, TOut> show)
        where TOut : notnull => new(
        [.. stretch.Items.Select(show)],
        new() { Page = null, PerPage = stretch.PerPage, Total = stretch.Total, LastPage = LastPage(stretch.Total, stretch.PerPage) },
        new()
        {
            Self = Link(http, Cursor, cursor),
            First = Link(http, Cursor, ""),
            Prev = null,
            Next = stretch.Next is null ? null : Link(http, Cursor, stretch.Next),
            Last = null,
        });

    public static ListMeta Meta<T>(Page<T> page) => new() { Page = page.Number, PerPage = page.PerPage, Total = page.Total, LastPage = page.LastPage };

    public static ListLinks Links<T>(HttpContext http, Page<T> page) => new()
    {
        Self = Link(http, Page, page.Number),
        First = Link(http, Page, 1),
        Prev = page.Number == 1 ? null : Link(http, Page, Math.Min(page.Number - 1, page.LastPage)),
        Next = page.Number >= page.LastPage ? null : Link(http, Page, page.Number + 1),
        Last = Link(http, Page, page.LastPage),
    };

    private static int LastPage(int total, int perPage) => new Page<int>([], 1, perPage, total).LastPage;

    private static string Link(HttpContext http, QueryParameter parameter, int value) => Link(http, parameter, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>This request's address with another place in the list.</summary>
    private static string Link(HttpContext http, QueryParameter parameter, string value)
    {
        var query = http.Request.Query.Where(q => q.Key != parameter.Name).SelectMany(q => q.Value, (q, text) => KeyValuePair.Create(q.Key, text))
            .Append(KeyValuePair.Create<string, string?>(parameter.Name, value));
        return QueryHelpers.AddQueryString(http.Absolute(http.Request.Path.ToUriComponent()), query);
    }
}
