using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core.Images;

namespace Rankion.Web;

/// <summary>Every link between pages. The state of a page is its address, so that Back, reload and a sent link all work.</summary>
public static class Urls
{
    public static string Images(ImageFilter filter) => QueryHelpers.AddQueryString("/images", Query(filter));

    public static string Image(long id, ImageFilter filter) => QueryHelpers.AddQueryString($"/images/{id.ToString(CultureInfo.InvariantCulture)}", Query(filter));

    private static Dictionary<string, string?> Query(ImageFilter filter)
    {
        var query = new Dictionary<string, string?>();
        if (filter.Sort != ImageSort.Newest)
            query["sort"] = filter.Sort.ToString().ToLowerInvariant();
        if (filter.ProjectId is { } project)
            query["project"] = project.ToString(CultureInfo.InvariantCulture);
        return query;
    }
}
