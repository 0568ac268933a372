using System.Globalization;
using Rankion.Core.Images;
using static Rankion.Web.Components.Variants.VariantsWords;

namespace Rankion.Web.Components.Variants;

/// <summary>How an image stands in the tree.</summary>
public enum NodeState
{
    Ready,
    Pending,
    Failed,
    Trashed,
}

/// <summary>What the tree says of an image.</summary>
internal static class NodeFace
{
    private const int Words = 6;

    public static NodeState StateOf(Image image) => image switch
    {
        { DeletedAt: not null } => NodeState.Trashed,
        { Status: ProcessingStatus.Ready } => NodeState.Ready,
        { IsSettled: false } => NodeState.Pending,
        _ => NodeState.Failed,
    };

    /// <summary>What it was made with in a few words; of the original, what it is called.</summary>
    public static string LabelOf(Image image)
    {
        if (image.ParentId is null)
            return image.Title;
        if (image.Source == ImageSource.Upscaled)
            return image.Parameters.Upscale is { } factor ? Say["Upscaled {0}×", factor] : Say["Upscaled"];
        var words = image.Prompt.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? image.Title : string.Join(' ', words.Take(Words)) + (words.Length > Words ? "…" : "");
    }

    /// <summary>How it stands, in words; empty where there is nothing to say.</summary>
    public static string StatusOf(Image image) => string.Join(", ", StatusWords(image));

    /// <summary>All of that, for who cannot see it.</summary>
    public static string NameOf(Image image) => string.Join(", ", StatusWords(image).Prepend(LabelOf(image)));

    /// <summary>Pixels or percent as CSS wants them.</summary>
    public static string Css(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The line from a parent's end to its child's start.</summary>
    public static string PathOf(TreeNode node)
    {
        var (x, y) = (node.Parent!.X + TreeLayout.NodeWidth, node.Parent.Y + (TreeLayout.NodeHeight / 2));
        var (toX, toY) = (node.X, node.Y + (TreeLayout.NodeHeight / 2));
        var bend = Css((x + toX) / 2);
        return $"M{Css(x)} {Css(y)}C{bend} {Css(y)} {bend} {Css(toY)} {Css(toX)} {Css(toY)}";
    }

    private static IEnumerable<string> StatusWords(Image image)
    {
        if (image.ParentId is null)
            yield return Say["Original"];
        if (image.IsPrimary)
            yield return Say["Primary"];
        if (image.DeletedAt is not null)
            yield return Say["In the trash"];
        else if (image.Status != ProcessingStatus.Ready)
            yield return image.Status switch
            {
                ProcessingStatus.Queued => Say["Queued"],
                ProcessingStatus.Processing => Say["Being made"],
                ProcessingStatus.Cancelled => Say["Cancelled"],
                _ => Say["Failed"],
            };
    }
}
