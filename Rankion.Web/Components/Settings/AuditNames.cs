using Rankion.Core.Language;
using static Rankion.Web.Components.Settings.SettingsWords;

namespace Rankion.Web.Components.Settings;

/// <summary>What the actions of the audit trail are called. One that is not here yet is shown by its own name.</summary>
internal static class AuditNames
{
    /// <summary>How actions begin that people look for.</summary>
    public static readonly IReadOnlyList<(string Prefix, Word Name)> Kinds =
    [
        ("image.", Say.Later("Images")),
        ("share.", Say.Later("Links")),
        ("export.", Say.Later("Exports")),
        ("credits.", Say.Later("Credits")),
        ("member.", Say.Later("Members")),
        ("invitation.", Say.Later("Invitations")),
        ("token.", Say.Later("API tokens")),
        ("project.", Say.Later("Projects")),
        ("collection.", Say.Later("Collections")),
        ("article.", Say.Later("Articles")),
        ("event.", Say.Later("Calendar")),
        ("job.", Say.Later("Jobs")),
    ];

    public static string Of(string action) => action.StartsWith("image.", StringComparison.Ordinal) ? OfImage(action) : action switch
    {
        "article.changed" => Say["Article changed"],
        "article.created" => Say["Article created"],
        "article.deleted" => Say["Article deleted"],
        "calendar_feed.created" => Say["Calendar feed created"],
        "calendar_feed.revoked" => Say["Calendar feed revoked"],
        "chat.created" => Say["Chat begun"],
        "chat.deleted" => Say["Chat deleted"],
        "chat.opened" => Say["Chat opened about image"],
        "collection.changed" => Say["Collection changed"],
        "collection.created" => Say["Collection created"],
        "collection.deleted" => Say["Collection deleted"],
        "collection.ordered" => Say["Collection put in order"],
        "credits.granted" => Say["Credits granted"],
        "event.changed" => Say["Calendar entry changed"],
        "event.created" => Say["Calendar entry created"],
        "event.deleted" => Say["Calendar entry deleted"],
        "event.moved" => Say["Calendar entry moved"],
        "event.restored" => Say["Calendar entry restored"],
        "export.requested" => Say["Export requested"],
        "invitation.revoked" => Say["Invitation withdrawn"],
        "invitation.sent" => Say["Invitation sent"],
        "job.cancelled" => Say["Job cancelled"],
        "member.joined" => Say["Joined the team"],
        "member.left" => Say["Left the team"],
        "member.removed" => Say["Member removed"],
        "member.role_changed" => Say["Role changed"],
        "project.archived" => Say["Project archived"],
        "project.changed" => Say["Project changed"],
        "project.created" => Say["Project created"],
        "project.deleted" => Say["Project deleted"],
        "project.reopened" => Say["Project reopened"],
        "share.changed" => Say["Link changed for image"],
        "share.created" => Say["Link created for image"],
        "share.revoked" => Say["Link revoked for image"],
        "share_policy.changed" => Say["Sharing policy changed"],
        "token.created" => Say["Token created"],
        "token.revoked" => Say["Token revoked"],
        _ => action,
    };

    private static string OfImage(string action) => action switch
    {
        "image.attached" => Say["Back among the variants: image"],
        "image.cancelled" => Say["Cancelled image"],
        "image.collected" => Say["Put into a collection: image"],
        "image.deleted" => Say["Deleted for good: image"],
        "image.detached" => Say["Made an image of its own: image"],
        "image.dismissed" => Say["Dismissed image"],
        "image.downloaded" => Say["Downloaded in a ZIP: image"],
        "image.edited" => Say["Edited image"],
        "image.favorited" => Say["Added to favourites: image"],
        "image.generated" => Say["Generated image"],
        "image.made_primary" => Say["Put in front of its variants: image"],
        "image.made_secondary" => Say["No longer in front of its variants: image"],
        "image.merged" => Say["Merged: image"],
        "image.unmerged" => Say["Unmerged: image"],
        "image.moved" => Say["Moved to a project: image"],
        "image.purged" => Say["Deleted after its days in the trash: image"],
        "image.renamed" => Say["Renamed image"],
        "image.restored" => Say["Restored image"],
        "image.retried" => Say["Tried again: image"],
        "image.tagged" => Say["Tagged image"],
        "image.trashed" => Say["Moved to trash: image"],
        "image.uncollected" => Say["Taken out of a collection: image"],
        "image.unfavorited" => Say["Removed from favourites: image"],
        "image.upscaled" => Say["Upscaled image"],
        "image.uploaded" => Say["Uploaded image"],
        _ => action,
    };
}
