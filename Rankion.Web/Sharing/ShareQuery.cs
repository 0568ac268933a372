using System.Globalization;
using Rankion.Core.Sharing;

namespace Rankion.Web.Sharing;

/// <summary>The list of links as its address has it; what it does not know is as if it were not there.</summary>
internal static class ShareQuery
{
    public static ShareFilter Read(string? show, string? sort) => new()
    {
        Active = show != "all",
        WithoutEnd = show == "endless",
        WithoutPassword = show == "unlocked",
        Unused = show == "unused",
        Sort = sort switch
        {
            "ending" => ShareSort.Ending,
            "views" => ShareSort.Views,
            "last_viewed" => ShareSort.LastViewed,
            _ => ShareSort.Newest,
        },
    };

    public static Dictionary<string, string?> Of(string? show, string? sort, int page)
    {
        var query = new Dictionary<string, string?>();
        if (show is not null)
            query["show"] = show;
        if (sort is not null)
            query["sort"] = sort;
        if (page > 1)
            query["page"] = page.ToString(CultureInfo.InvariantCulture);
        return query;
    }
}
