using Rankion.Core.Images;
using static Rankion.Web.Components.Gallery.GalleryWords;

namespace Rankion.Web.Components.Gallery;

/// <summary>How a failure is told to a person.</summary>
public static class Failure
{
    /// <summary>One word for what happened; the message beside it says why.</summary>
    public static string Word(Tile tile) => tile switch
    {
        { Status: ProcessingStatus.Cancelled } => Say["Cancelled"],
        { ErrorCode: "provider_moderated" } => Say["Declined"],
        _ => Say["Failed"],
    };

    /// <summary>What became of the money.</summary>
    public static string Money(int refund) => refund switch
    {
        <= 0 => Say["Not charged."],
        // a number and its unit stay on one line
        _ => Say.Count(refund, "1\u00a0credit refunded.", "{0:N0}\u00a0credits refunded."),
    };
}
