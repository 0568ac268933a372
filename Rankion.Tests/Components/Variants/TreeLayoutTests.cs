using Rankion.Core.Images;
using Rankion.Web.Components.Variants;

namespace Rankion.Tests.Components.Variants;

public sealed class TreeLayoutTests
{
    [Fact]
    public void Generations_are_columns_and_a_parent_stands_in_the_middle_of_its_children()
    {
        var layout = Of((1, 0), (2, 1), (3, 1), (4, 2), (5, 4));
        Assert.Equal(
            [(1, 0, 45), (2, 228, 0), (4, 456, 0), (5, 684, 0), (3, 228, 90)],
            layout.Nodes.Select(n => ((int)n.Id, (int)n.X, (int)n.Y)));
        Assert.Equal((684 + 84, 90 + 56), (layout.Width, layout.Height));
        Assert.Equal((2, 2), (layout.Find(3)!.Place, layout.Find(3)!.Siblings));
    }

    [Fact]
    public void No_two_images_stand_on_each_other_and_nobody_is_lost()
    {
        var random = new Random(11);
        var layout = Of([.. Enumerable.Range(1, 500).Select(n => (n, n == 1 ? 0 : random.Next(Math.Max(1, n - 40), n)))]);
        Assert.Equal(500, layout.Nodes.Count);
        foreach (var column in layout.Nodes.GroupBy(n => n.Depth))
        {
            var ys = column.Select(n => n.Y).Order().ToList();
            Assert.All(ys.Zip(ys.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TreeLayout.NodeHeight));
        }
        Assert.All(layout.Nodes, n => Assert.True(n.X + TreeLayout.NodeWidth <= layout.Width && n.Y + TreeLayout.NodeHeight <= layout.Height));
    }

    [Theory]
    [InlineData(1, TreeStep.Child, 2)]
    [InlineData(1, TreeStep.Parent, 1)]
    [InlineData(1, TreeStep.Above, 1)]
    [InlineData(2, TreeStep.Parent, 1)]
    [InlineData(2, TreeStep.Below, 3)]
    [InlineData(3, TreeStep.Above, 2)]
    [InlineData(3, TreeStep.Child, 6)]
    [InlineData(4, TreeStep.Below, 6)] // the neighbour of another branch
    [InlineData(6, TreeStep.Below, 6)]
    [InlineData(5, TreeStep.Child, 5)]
    [InlineData(5, TreeStep.First, 1)]
    [InlineData(1, TreeStep.Newest, 6)]
    public void Keys_walk_the_tree_as_it_is_drawn(long from, TreeStep step, long to)
    {
        var layout = Of((1, 0), (2, 1), (3, 1), (4, 2), (5, 4), (6, 3));
        Assert.Equal(to, layout.Walk(layout.Find(from)!, step).Id);
    }

    [Fact]
    public void Every_image_can_be_walked_to()
    {
        var random = new Random(3);
        var layout = Of([.. Enumerable.Range(1, 120).Select(n => (n, n == 1 ? 0 : random.Next(1, n)))]);
        var (seen, next) = (new HashSet<long>(), new Queue<TreeNode>([layout.Root]));
        while (next.TryDequeue(out var node))
        {
            if (!seen.Add(node.Id))
                continue;
            foreach (var step in Enum.GetValues<TreeStep>())
                next.Enqueue(layout.Walk(node, step));
        }
        Assert.Equal(120, seen.Count);
    }

    [Fact]
    public void Only_what_is_in_sight_is_drawn_with_the_lines_that_cross_it()
    {
        var layout = Of([(1, 0), .. Enumerable.Range(2, 500).Select(n => (n, 1))]);
        var window = new TreeWindow(200, 9000, 1000, 400);
        Assert.InRange(layout.NodesIn(window).Count(), 4, 6);
        Assert.All(layout.NodesIn(window), n => Assert.InRange(n.Y, 9000 - TreeLayout.NodeHeight, 9400));
        // from the middle of all of them a line leads down to each that is further below
        Assert.Contains(layout.EdgesIn(window), n => n.Id == 2);
        Assert.DoesNotContain(layout.EdgesIn(window), n => n.Id == 501);
    }

    [Fact]
    public void A_branch_counts_what_is_not_in_the_trash_also_below_what_is()
    {
        var layout = TreeLayout.Of(VariantTree.Of([Row(1, 0), Row(2, 1, trashed: true), Row(3, 2), Row(4, 3), Row(5, 1)], 1));
        Assert.Equal((4, 2, 1), (layout.BranchOf(1), layout.BranchOf(2), layout.BranchOf(4)));
    }

    [Fact]
    public void Of_a_large_tree_only_what_is_on_screen_is_in_the_page()
    {
        var layout = TreeLayout.Of(VariantTree.Of([.. Enumerable.Range(1, 2000).Select(n => Row(n, n / 3))], 1));
        Assert.InRange(layout.NodesIn(new(0, 0, 2000, 800)).Count(), 1, 150);
    }

    private static TreeLayout Of(params (int Id, int Parent)[] rows) => TreeLayout.Of(VariantTree.Of([.. rows.Select(r => Row(r.Id, r.Parent))], 1));

    private static Image Row(long id, long parent, bool trashed = false) => new()
    {
        Id = id,
        Title = "",
        Prompt = "",
        Model = "",
        Provider = "",
        Status = ProcessingStatus.Ready,
        ParentId = parent == 0 ? null : parent,
        RootId = parent == 0 ? null : 1,
        DeletedAt = trashed ? DateTime.UnixEpoch : null,
    };
}
