namespace Rankion.Core.Images;

/// <summary>An image and what was made from it, oldest first.</summary>
public sealed record VariantNode(Image Image, IReadOnlyList<VariantNode> Children)
{
    /// <summary>This one and all below it.</summary>
    public IEnumerable<Image> Images => Children.SelectMany(child => child.Images).Prepend(Image);
}

/// <summary>Builds the tree of a lineage from its rows.</summary>
public static class VariantTree
{
    /// <summary>
    /// Levels of a tree. What lies deeper stands side by side on the last one, told apart by its parent's id: readers of nested
    /// JSON give up at some depth.
    /// </summary>
    public const int MaxDepth = 100;

    /// <summary>
    /// The tree from its original down. An image in the trash, or one that failed and was dismissed, is left out, unless it is the
    /// one asked for or leads to one that is shown. Nothing else is ever lost: what has no parent among the rows hangs on the top.
    /// </summary>
    /// <param name="lineage">In any order; parents are older than their children, so their ids are smaller.</param>
    /// <param name="asked">One of them.</param>
    public static VariantNode Of(IReadOnlyCollection<Image> lineage, long asked)
    {
        var rows = lineage.ToDictionary(i => i.Id);
        var top = rows[asked];
        while (Above(rows, top) is { } above)
            top = above;

        var shown = Shown(rows, top, asked);
        var places = new Dictionary<long, Place> { [top.Id] = new(null, []) };
        foreach (var image in shown.Where(i => i != top))
        {
            var parent = places[(Above(rows, image) ?? top).Id];
            var place = new Place(parent.Depth < MaxDepth - 1 ? parent : parent.Above!, []);
            place.Above!.Children.Add(new(image, place.Children));
            places[image.Id] = place;
        }
        return new(top, places[top.Id].Children);
    }

    /// <summary>By age, so that a parent comes before its children.</summary>
    private static SortedSet<Image> Shown(Dictionary<long, Image> rows, Image top, long asked)
    {
        var shown = new SortedSet<Image>(Comparer<Image>.Create((a, b) => a.Id.CompareTo(b.Id))) { top };
        foreach (var image in rows.Values.Where(i => (i.DeletedAt is null && !IsDismissed(i)) || i.Id == asked))
        {
            var at = image;
            while (at is not null && shown.Add(at))
                at = Above(rows, at);
        }
        return shown;
    }

    private static bool IsDismissed(Image image) => !image.InGallery && image.Status is ProcessingStatus.Failed or ProcessingStatus.Cancelled;

    private static Image? Above(Dictionary<long, Image> rows, Image image) =>
        image.ParentId is { } parent && parent < image.Id ? rows.GetValueOrDefault(parent) : null;

    private sealed record Place(Place? Above, List<VariantNode> Children)
    {
        public int Depth { get; } = Above is null ? 0 : Above.Depth + 1;
    }
}
