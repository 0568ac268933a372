using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core.Images;

namespace Rankion.Web;

/// <summary>Every link between pages. The state of a page is its address, so that Back, reload and a sent link all work.</summary>
public static class Urls
{
    public const string Calendar = "/calendar";

    /// <summary>What a list of images is filtered by stands in the address as it does in a call of <c>/v1/images</c>.</summary>
    public static string Images(ImageFilter filter) => QueryHelpers.AddQueryString("/images", Query(filter));

    public static string Image(long id, ImageFilter filter) => QueryHelpers.AddQueryString($"/images/{id.ToString(CultureInfo.InvariantCulture)}", Query(filter));

    /// <summary>The filter that an address stands for; what nobody can read in it is left out.</summary>
    public static ImageFilter FilterOf(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? address[at..].Split('#')[0] : "";
        var pairs = QueryHelpers.ParseQuery(query).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value));
        return ImageFilter.Parse(pairs, new Dictionary<string, string[]>());
    }

    private static IEnumerable<KeyValuePair<string, string?>> Query(ImageFilter filter) => filter.Parameters().Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
}
