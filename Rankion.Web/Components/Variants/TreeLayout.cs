using Rankion.Core.Images;

namespace Rankion.Web.Components.Variants;

/// <summary>An image in the drawn tree.</summary>
/// <param name="Parent">What it hangs on in the drawing; null for the original.</param>
/// <param name="Depth">0 for the original.</param>
/// <param name="Place">Among its siblings, from 1.</param>
/// <param name="Siblings">How many these are, itself included.</param>
public sealed record TreeNode(Image Image, TreeNode? Parent, int Depth, int Place, int Siblings)
{
    public long Id => Image.Id;

    /// <summary>Pixels from the tree's start to its own.</summary>
    public double X => Depth * TreeLayout.ColumnWidth;

    /// <summary>Pixels from the tree's top to its own.</summary>
    public double Y { get; internal set; }

    /// <summary>Oldest first.</summary>
    public List<TreeNode> Children { get; } = [];
}

/// <summary>A part of the tree, in its own pixels.</summary>
public readonly record struct TreeWindow(double X, double Y, double Width, double Height)
{
    public bool Meets(double left, double top, double right, double bottom) => left <= X + Width && right >= X && top <= Y + Height && bottom >= Y;
}

/// <summary>A way through the tree by one key.</summary>
public enum TreeStep
{
    Parent,
    Child,
    Above,
    Below,
    First,
    Newest,
}

/// <summary>
/// A tree of variants from left to right: a column for each generation, a row for each image that nothing was made from, and a
/// parent in the middle of its children.
/// </summary>
public sealed class TreeLayout
{
    public const double NodeWidth = 84;
    public const double NodeHeight = 56;
    public const double ColumnWidth = 228;
    public const double RowHeight = 90;

    private readonly Dictionary<long, TreeNode> byId;
    private int rows;

    private TreeLayout(VariantNode top)
    {
        Root = Place(top, null, 0, 1, 1);
        Nodes = [.. Below(Root)];
        byId = Nodes.ToDictionary(n => n.Id);
        Width = Nodes.Max(n => n.X) + NodeWidth;
        Height = ((rows - 1) * RowHeight) + NodeHeight;
    }

    public TreeNode Root { get; }

    /// <summary>Each parent before its children.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    public double Width { get; }

    public double Height { get; }

    public static TreeLayout Of(VariantNode top) => new(top);

    public TreeNode? Find(long id) => byId.GetValueOrDefault(id);

    /// <summary>The images that a part of the tree shows, whole or cut off.</summary>
    public IEnumerable<TreeNode> NodesIn(TreeWindow window) => Nodes.Where(n => window.Meets(n.X, n.Y, n.X + NodeWidth, n.Y + NodeHeight));

    /// <summary>The images whose line to their parent crosses a part of the tree.</summary>
    public IEnumerable<TreeNode> EdgesIn(TreeWindow window) => Nodes.Where(n => n.Parent is { } parent
        && window.Meets(parent.X + NodeWidth, Math.Min(parent.Y, n.Y), n.X, Math.Max(parent.Y, n.Y) + NodeHeight));

    /// <summary>Where a key leads; the node itself where it leads nowhere.</summary>
    public TreeNode Walk(TreeNode from, TreeStep step) => step switch
    {
        TreeStep.Parent => from.Parent,
        TreeStep.Child => from.Children.MinBy(c => Math.Abs(c.Y - from.Y)),
        TreeStep.Above => Nodes.Where(n => n.Depth == from.Depth && n.Y < from.Y).MaxBy(n => n.Y),
        TreeStep.Below => Nodes.Where(n => n.Depth == from.Depth && n.Y > from.Y).MinBy(n => n.Y),
        TreeStep.First => Root,
        _ => Nodes.MaxBy(n => n.Id),
    } ?? from;

    /// <summary>The way from the original to an image, both included.</summary>
    public IReadOnlySet<long> PathTo(long id)
    {
        var path = new HashSet<long>();
        for (var node = Find(id); node is not null; node = node.Parent)
            path.Add(node.Id);
        return path;
    }

    /// <summary>An image and all below it that are not in the trash, by whom they were really made from.</summary>
    public int BranchOf(long id)
    {
        var branch = new HashSet<long> { id };
        foreach (var node in Nodes.OrderBy(n => n.Id))
        {
            if (node.Image.ParentId is { } parent && branch.Contains(parent))
                branch.Add(node.Id);
        }
        return branch.Count(i => Find(i)?.Image.DeletedAt is null);
    }

    private TreeNode Place(VariantNode variant, TreeNode? parent, int depth, int place, int siblings)
    {
        var node = new TreeNode(variant.Image, parent, depth, place, siblings);
        for (var n = 0; n < variant.Children.Count; n++)
            node.Children.Add(Place(variant.Children[n], node, depth + 1, n + 1, variant.Children.Count));
        node.Y = node.Children.Count == 0 ? rows++ * RowHeight : (node.Children[0].Y + node.Children[^1].Y) / 2;
        return node;
    }

    private static IEnumerable<TreeNode> Below(TreeNode node) => node.Children.SelectMany(Below).Prepend(node);
}
