using Rankion.Core.Audit;
using Rankion.Core.Sharing;
using static Rankion.Web.Components.Viewer.ViewerWords;

namespace Rankion.Web.Components.Viewer;

/// <summary>One thing that happened to an image, in words.</summary>
/// <param name="Who">Null for the system, and for viewers of a public link.</param>
/// <param name="At">UTC; of views, the start of their day.</param>
internal sealed record ActivityLine(string Icon, string? Who, string What, string? Detail, DateTime At, bool IsDay = false)
{
    public static ActivityLine Of(AuditLine line)
    {
        var (icon, what) = Describe(line.Entry.Action);
        return new(icon, line.UserName, what, line.Entry.Detail, line.Entry.CreatedAt);
    }

    public static ActivityLine OfViews(ShareEvent views) =>
        new("visibility", null, Say.Count(views.Count, "Seen once by public link", "Seen {0:N0} times by public link"), null, views.At, IsDay: true);

    private static (string Icon, string What) Describe(string action) => action switch
    {
        "image.generated" => ("generate", Say["asked for it"]),
        "image.edited" => ("edit", Say["made variants of it"]),
        "image.merged" => ("join_inner", Say["merged others into it"]),
        "image.unmerged" => ("undo", Say["undid a merge into it"]),
        "image.upscaled" => ("open_in_full", Say["made a larger copy of it"]),
        "image.retried" => ("refresh", Say["tried it again"]),
        "image.cancelled" => ("block", Say["cancelled it"]),
        "image.dismissed" => ("close", Say["took it off the gallery"]),
        "image.renamed" => ("edit", Say["renamed it"]),
        "image.tagged" => ("sell", Say["changed its tags"]),
        "image.favorited" => ("star-fill", Say["made it a favourite"]),
        "image.unfavorited" => ("star", Say["took its star away"]),
        "image.collected" => ("folder", Say["put it into a collection"]),
        "image.uncollected" => ("folder", Say["took it out of a collection"]),
        "image.trashed" => ("delete", Say["moved it to the trash"]),
        "image.restored" => ("restore_from_trash", Say["restored it"]),
        "image.made_primary" => ("star", Say["put it in front of its variants"]),
        "image.made_secondary" => ("star", Say["no longer has it in front of its variants"]),
        "image.detached" => ("link_off", Say["made it an image of its own"]),
        "image.attached" => ("link", Say["put it back among the variants"]),
        "share.created" => ("link", Say["shared it by public link"]),
        "share.changed" => ("link", Say["changed its public link"]),
        "share.revoked" => ("link_off", Say["ended its public link"]),
        "chat.opened" => ("forum", Say["took it into the chat"]),
        _ => ("info", action),
    };
}
