using System.Net;
using Rankion.Core.Images;
using Rankion.Web.Sharing;

namespace Rankion.Web.Components.Sharing;

/// <summary>A public link in the languages it is pasted into. The title is the public one: it leaves the team.</summary>
public static class ShareText
{
    public static string Markdown(SharedImage shared) => $"[![{Escape(TitleOf(shared.Image!))}]({shared.Address}/image)]({shared.Address})";

    public static string Html(SharedImage shared)
    {
        var address = WebUtility.HtmlEncode(shared.Address);
        return $"<a href=\"{address}\"><img src=\"{address}/image\" alt=\"{WebUtility.HtmlEncode(TitleOf(shared.Image!))}\" style=\"max-width:100%\"></a>";
    }

    private static string TitleOf(Image image) => image.PublicTitle ?? SharingWords.Say["A picture for you"];

    /// <summary>What Markdown would take for its own.</summary>
    private static string Escape(string text) => string.Concat(text.Select(c => "\\[]()`*_<>!".Contains(c) ? $"\\{c}" : $"{c}")).ReplaceLineEndings(" ");
}
