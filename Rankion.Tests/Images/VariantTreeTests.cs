using Rankion.Core.Images;

namespace Rankion.Tests.Images;

public sealed class VariantTreeTests
{
    [Fact]
    public void A_lineage_is_nested_from_its_original_oldest_first_whoever_is_asked()
    {
        var rows = new[] { Row(5, 2), Row(1), Row(3, 1), Row(2, 1), Row(4, 2) };

        foreach (var asked in rows)
            Assert.Equal("1(2(4 5) 3)", Print(VariantTree.Of(rows, asked.Id)));
    }

    [Fact]
    public void An_image_in_the_trash_is_left_out_unless_something_living_hangs_on_it()
    {
        var rows = new[] { Row(1, trashed: true), Row(2, 1, trashed: true), Row(3, 2), Row(4, 2, trashed: true), Row(5, 4, trashed: true), Row(6, 1) };

        Assert.Equal("1(2(3) 6)", Print(VariantTree.Of(rows, 6)));
        Assert.Equal("1(2(3 4(5)) 6)", Print(VariantTree.Of(rows, 5)));
    }

    [Fact]
    public void An_image_whose_parent_is_not_among_them_hangs_on_the_top() =>
        Assert.Equal("2(4 5(6))", Print(VariantTree.Of([Row(2, 1), Row(4, 3), Row(5, 2), Row(6, 5)], 6)));

    [Fact]
    public void A_very_long_chain_ends_side_by_side()
    {
        var rows = Enumerable.Range(1, 150).Select(n => Row(n, n - 1)).ToList();

        var levels = Levels(VariantTree.Of(rows, 150)).ToList();

        Assert.Equal(VariantTree.MaxDepth, levels.Max(l => l.Level));
        Assert.Equal(Enumerable.Range(1, 150).Select(n => (long)n), levels.Select(l => l.Node.Image.Id).Order());
        Assert.Equal(51, levels.Count(l => l.Level == VariantTree.MaxDepth));
    }

    /// <summary>Whatever the rows: a tree, nothing living lost, nothing twice, and every image under its own parent where that is there.</summary>
    [Fact]
    public void Any_lineage_makes_a_tree_that_holds_every_living_image_once_under_its_parent()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var rows = Forest(new Random(seed));
            var asked = rows[seed % rows.Count];

            var nodes = Levels(VariantTree.Of(rows, asked.Id)).Select(l => l.Node).ToList();

            var shown = nodes.Select(n => n.Image.Id).ToHashSet();
            Assert.True(shown.Count == nodes.Count, $"seed {seed}: an image stands twice");
            Assert.True(rows.Where(i => i.DeletedAt is null || i == asked).All(i => shown.Contains(i.Id)), $"seed {seed}: an image is lost");
            Assert.True(nodes.All(n => n.Image.DeletedAt is null || n.Image == asked || n.Children.Count > 0), $"seed {seed}: trash without a reason");
            foreach (var node in nodes)
            {
                Assert.True(node.Children.Select(c => c.Image.Id).SequenceEqual(node.Children.Select(c => c.Image.Id).Order()), $"seed {seed}: not by age");
                Assert.True(node.Children.All(c => c.Image.ParentId == node.Image.Id || !rows.Exists(i => i.Id == c.Image.ParentId)), $"seed {seed}: under a stranger");
            }
        }
    }

    /// <summary>Up to 60 images of random parents, some in the trash, some whose parent is gone, in random order.</summary>
    private static List<Image> Forest(Random random)
    {
        var count = random.Next(1, 60);
        var rows = Enumerable.Range(1, count).Select(n => Row(n, random.Next(Math.Max(0, n - 8), n), trashed: random.Next(4) == 0)).ToList();
        rows.RemoveAll(i => rows.Count > 1 && random.Next(10) == 0 && i != rows[0]);
        return [.. rows.OrderBy(_ => random.Next())];
    }

    private static Image Row(long id, long parent = 0, bool trashed = false) => new()
    {
        Id = id,
        ParentId = parent == 0 ? null : parent,
        Title = "",
        Prompt = "",
        Model = "",
        Provider = "",
        DeletedAt = trashed ? new DateTime(2026, 5, 15, 9, 0, 0, DateTimeKind.Utc) : null,
    };

    private static IEnumerable<(VariantNode Node, int Level)> Levels(VariantNode node, int level = 1) =>
        node.Children.SelectMany(c => Levels(c, level + 1)).Prepend((node, level));

    private static string Print(VariantNode node) =>
        node.Children.Count == 0 ? $"{node.Image.Id}" : $"{node.Image.Id}({string.Join(' ', node.Children.Select(Print))})";
}
