using Rankion.Core.Language;

namespace Rankion.Web.Components.Bulk;

/// <summary>What is said about changes to many images.</summary>
internal static class BulkWords
{
    public static readonly Words Say = new(typeof(BulkWords));
}
