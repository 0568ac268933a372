namespace Rankion.Web.Sharing;

/// <summary>Where public links lead.</summary>
internal static class SharePaths
{
    public const string Root = "/s";

    public static string Page(string token) => $"{Root}/{token}";

    public static string Image(string token) => Page(token) + "/image";

    public static string Video(string token) => Page(token) + "/video";

    public static string Download(string token) => Page(token) + "/download";
}
