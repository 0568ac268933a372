using System.Globalization;
using Rankion.Core.Images;

namespace Rankion.Web.Components.Gallery;

/// <summary>How a failure is told to a person.</summary>
public static class Failure
{
    /// <summary>One word for what happened; the message beside it says why.</summary>
    public static string Word(Tile tile) => tile switch
    {
        { Status: ProcessingStatus.Cancelled } => "Cancelled",
        { ErrorCode: "provider_moderated" } => "Declined",
        _ => "Failed",
    };

    /// <summary>What became of the money.</summary>
    public static string Money(int refund) => refund switch
    {
        <= 0 => "Not charged.",
        // a number and its unit stay on one line
        1 => "1\u00a0credit refunded.",
        _ => $"{refund.ToString("N0", CultureInfo.CurrentCulture)}\u00a0credits refunded.",
    };
}
