using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Rankion.Core;
using Rankion.Core.Articles;
using Rankion.Core.Images;
using Rankion.Web.Media;

namespace Rankion.Web.Components.Articles;

/// <summary>
/// An article's Markdown as HTML that may stand in a page: no tag of its author's, links only where a browser may go, pictures only
/// of the team's gallery.
/// </summary>
public sealed class ArticlePreview(Core.Images.Gallery gallery, MediaUrls media)
{
    private const int Width = 1280;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePipeTables().UseTaskLists().UseEmphasisExtras().UseAutoLinks().UseFootnotes().Build();

    public async Task<string> RenderAsync(Actor actor, string markdown, CancellationToken ct)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var ids = document.Descendants<LinkInline>().Where(l => l.IsImage).Select(l => ImageReferences.IdOf(l.Url ?? "")).OfType<long>().Distinct().ToList();
        var images = (await gallery.FindAllAsync(actor, ids, ct)).ToDictionary(i => i.Id);
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Mend(link, images);
        foreach (var link in document.Descendants<AutolinkInline>().Where(l => !l.IsEmail && !IsHarmless(l.Url)))
            link.Url = "#";
        using var text = new StringWriter();
        var renderer = new HtmlRenderer(text);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return text.ToString();
    }

    private void Mend(LinkInline link, Dictionary<long, Image> images)
    {
        if (!link.IsImage)
        {
            // what a definition elsewhere says counts before Url is asked
            link.GetDynamicUrl = null;
            link.Url = IsHarmless(link.Url ?? "") ? link.Url : "#";
            return;
        }
        var shown = ImageReferences.IdOf(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "") is { } id && images.TryGetValue(id, out var image) ? media.Thumbnail(image, Width) : null;
        link.GetDynamicUrl = null;
        if (shown is not null)
        {
            link.Url = shown;
            return;
        }
        // without its picture the words remain
        link.IsImage = false;
        link.Url = "#";
    }

    private static bool IsHarmless(string address) =>
        address.StartsWith('#') || (Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "mailto");
}
