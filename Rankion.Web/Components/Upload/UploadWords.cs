using Rankion.Core.Language;

namespace Rankion.Web.Components.Upload;

/// <summary>What the pages say about uploads.</summary>
internal static class UploadWords
{
    public static readonly Words Say = new(typeof(UploadWords));
}
