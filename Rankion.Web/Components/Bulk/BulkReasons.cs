using System.Globalization;
using Rankion.Core.Images;
using static Rankion.Web.Components.Bulk.BulkWords;

namespace Rankion.Web.Components.Bulk;

/// <summary>Why images stayed as they were, in words.</summary>
public static class BulkReasons
{
    private const int Named = 5;

    public static string Of(string code) => code switch
    {
        "not_found" => Say["no longer there"],
        "image_trashed" => Say["in the trash"],
        "not_in_trash" => Say["no longer in the trash"],
        "not_in_gallery" => Say["not kept in the gallery"],
        "too_many_tags" => Say["have 50 tags already"],
        "changed_since" => Say["changed by somebody since"],
        "forbidden" => Say["made by others: only they or an admin may delete them for good"],
        _ => code,
    };

    /// <summary>By reason, the most frequent first.</summary>
    public static IEnumerable<(string Code, IReadOnlyList<long> Ids)> Group(IReadOnlyList<BulkFailure> failed) =>
        failed.GroupBy(f => f.Code).OrderByDescending(g => g.Count()).Select(g => (g.Key, (IReadOnlyList<long>)[.. g.Select(f => f.Id)]));

    /// <summary><c>#12, #15 …</c></summary>
    public static string Ids(IReadOnlyList<long> ids) =>
        string.Join(", ", ids.Take(Named).Select(id => "#" + id.ToString(CultureInfo.InvariantCulture))) + (ids.Count > Named ? " …" : "");
}
