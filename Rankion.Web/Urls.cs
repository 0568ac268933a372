using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Rankion.Core.Images;

namespace Rankion.Web;

/// <summary>Every link between pages. The state of a page is its address, so that Back, reload and a sent link all work.</summary>
public static class Urls
{
    public const string Calendar = "/calendar";

    /// <param name="page">1-based.</param>
    public static string Exports(int page = 1) => page == 1 ? "/exports" : $"/exports?page={page.ToString(CultureInfo.InvariantCulture)}";

    private const string Typed = "typed";

    /// <summary>What a list of images is filtered by stands in the address as it does in a call of <c>/v1/images</c>.</summary>
    /// <param name="typed">The search as it was typed, where the filter cannot say all of it.</param>
    public static string Images(ImageFilter filter, string? typed = null) => QueryHelpers.AddQueryString("/images", typed is null ? Query(filter) : Query(filter).Append(new(Typed, typed)));

    public static string Image(long id, ImageFilter filter) => QueryHelpers.AddQueryString($"/images/{id.ToString(CultureInfo.InvariantCulture)}", Query(filter));

    /// <summary>The filter that an address stands for; what nobody can read in it is left out.</summary>
    public static ImageFilter FilterOf(string address)
    {
        var pairs = QueryOf(address).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value));
        return ImageFilter.Parse(pairs, new Dictionary<string, string[]>());
    }

    public static string? TypedOf(string address) => QueryOf(address).GetValueOrDefault(Typed);

    /// <summary>Whether an address is the gallery's, with an image open or not.</summary>
    public static bool IsGallery(string address) => new Uri(address).AbsolutePath.Split('/') is ["", "images"] or ["", "images", [>= '0' and <= '9', ..]];

    private static Dictionary<string, StringValues> QueryOf(string address) =>
        QueryHelpers.ParseQuery(address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? address[at..].Split('#')[0] : "");

    private static IEnumerable<KeyValuePair<string, string?>> Query(ImageFilter filter) => filter.Parameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
}
