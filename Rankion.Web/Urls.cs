using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Rankion.Core.Images;
using Rankion.Web.Components.Calendar;
using Rankion.Web.Components.Compare;
using Rankion.Web.Components.Gallery;

namespace Rankion.Web;

/// <summary>Every link between pages. The state of a page is its address, so that Back, reload and a sent link all work.</summary>
public static class Urls
{
    public const string CalendarPath = "/calendar";

    /// <param name="open">The event in the panel beside it.</param>
    public static string Calendar(CalendarView view, long? open = null)
    {
        var query = new Dictionary<string, string?> { ["view"] = view.Mode.ToString().ToLowerInvariant(), ["date"] = view.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (open is { } id)
            query["event"] = id.ToString(CultureInfo.InvariantCulture);
        var address = QueryHelpers.AddQueryString(CalendarPath, query);
        return view.Filter.ToText() is { Length: > 0 } filter ? $"{address}&{filter}" : address;
    }

    public const string Articles = "/articles";

    /// <summary>All conversations, and the beginning of a new one.</summary>
    public const string Chats = "/chat";

    public static string Chat(long id) => string.Create(CultureInfo.InvariantCulture, $"{Chats}/{id}");

    public const string Projects = "/settings/projects";

    public static string Article(long id) => string.Create(CultureInfo.InvariantCulture, $"{Articles}/{id}");

    /// <summary>An event, wherever it stands in the calendar.</summary>
    public static string Event(long id) => string.Create(CultureInfo.InvariantCulture, $"{CalendarPath}?event={id}");

    /// <param name="page">1-based.</param>
    public static string Exports(int page = 1) => page == 1 ? "/exports" : $"/exports?page={page.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="page">1-based.</param>
    public static string Duplicates(int page = 1) => page == 1 ? "/images/duplicates" : $"/images/duplicates?page={page.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="page">1-based.</param>
    public static string Credits(int page = 1) => page == 1 ? "/settings/credits" : $"/settings/credits?page={page.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="ids">A first, then B, at most four.</param>
    public static string Compare(IEnumerable<long> ids, CompareMode mode = CompareMode.Slider)
    {
        var list = string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)));
        return mode == CompareMode.Slider ? $"/images/compare?ids={list}" : $"/images/compare?ids={list}&mode={mode.ToString().ToLowerInvariant()}";
    }

    private const string Typed = "typed";

    /// <summary>What a list of images is filtered by stands in the address as it does in a call of <c>/v1/images</c>.</summary>
    /// <param name="typed">The search as it was typed, where the filter cannot say all of it.</param>
    public static string Images(ImageFilter filter, string? typed = null, GridView? view = null) =>
        QueryHelpers.AddQueryString("/images", typed is null ? Query(filter, view) : Query(filter, view).Append(new(Typed, typed)));

    /// <param name="chat">The conversation that it is looked at from.</param>
    public static string Image(long id, ImageFilter filter, GridView? view = null, long? chat = null)
    {
        var address = QueryHelpers.AddQueryString($"/images/{id.ToString(CultureInfo.InvariantCulture)}", Query(filter, view));
        return chat is { } from ? QueryHelpers.AddQueryString(address, "chat", from.ToString(CultureInfo.InvariantCulture)) : address;
    }

    /// <summary>The trash, or an image in it.</summary>
    public static string Trash(ImageSort sort, long? id = null)
    {
        var path = id is null ? "/images/trash" : $"/images/trash/{id.Value.ToString(CultureInfo.InvariantCulture)}";
        return sort == ImageSort.Deleted ? path + "?sort=deleted" : path;
    }

    /// <summary>The filter that an address stands for; what nobody can read in it is left out.</summary>
    public static ImageFilter FilterOf(string address)
    {
        var pairs = QueryOf(address).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value));
        return ImageFilter.Parse(pairs, new Dictionary<string, string[]>());
    }

    public static string? TypedOf(string address) => QueryOf(address).GetValueOrDefault(Typed);

    /// <summary>How an address wants its images shown.</summary>
    public static GridView ViewOf(string address)
    {
        var query = QueryOf(address);
        return new(Stacks: query.GetValueOrDefault("stacks") != "off", ByDay: query.GetValueOrDefault("group") != "none", Squares: query.GetValueOrDefault("layout") == "squares");
    }

    /// <summary>Whether an address is the gallery's, with an image open or not.</summary>
    public static bool IsGallery(string address) => new Uri(address).AbsolutePath.Split('/') is ["", "images"] or ["", "images", [>= '0' and <= '9', ..]];

    private static Dictionary<string, StringValues> QueryOf(string address) =>
        QueryHelpers.ParseQuery(address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? address[at..].Split('#')[0] : "");

    private static IEnumerable<KeyValuePair<string, string?>> Query(ImageFilter filter, GridView? view)
    {
        foreach (var (name, value) in filter.Parameters())
            yield return new(name, value);
        if (view is { Stacks: false })
            yield return new("stacks", "off");
        if (view is { ByDay: false })
            yield return new("group", "none");
        if (view is { Squares: true })
            yield return new("layout", "squares");
    }
}
