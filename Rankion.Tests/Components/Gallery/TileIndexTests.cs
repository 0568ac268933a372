using Rankion.Core.Images;

namespace Rankion.Tests.Components.Gallery;

public sealed class TileIndexTests
{
    private static readonly DateTime Start = new(2026, 5, 15, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(ImageSort.Newest, true)]
    [InlineData(ImageSort.Newest, false)]
    [InlineData(ImageSort.Oldest, true)]
    [InlineData(ImageSort.Edited, false)]
    public void Whatever_comes_and_goes_every_image_is_found_in_its_place(ImageSort sort, bool idsGrow)
    {
        var random = new Random(11);
        var index = Marks.Index(sort);
        var expected = new Dictionary<long, ImageMark>();
        for (var step = 0; step < 1500; step++)
        {
            var id = random.Next(1, 300);
            if (random.Next(4) == 0)
                Assert.Equal(expected.Remove(id), index.Remove(id));
            else
                index.Put(expected[id] = Marks.At(id, idsGrow ? Start.AddSeconds(id) : Start.AddSeconds(random.Next(100))));
            Assert.Equal(-1, index.IndexOf(4711));
        }
        var order = sort == ImageSort.Oldest
            ? expected.Values.OrderBy(m => m.At).ThenBy(m => m.Id)
            : expected.Values.OrderByDescending(m => m.At).ThenByDescending(m => m.Id);
        Assert.Equal(order.Select(m => m.Id), index.Ids);
        Assert.All(index.Ids, (id, at) => Assert.Equal(at, index.IndexOf(id)));
        Assert.Equal(expected.Count, index.Count);
    }

    [Fact]
    public void Only_what_changes_the_list_makes_it_another()
    {
        var index = Marks.Index(ImageSort.Newest, Marks.At(2, Start), Marks.At(1, Start.AddDays(-1)));
        var version = index.Version;
        index.Put(index[0]);
        Assert.False(index.Remove(77));
        Assert.Equal(version, index.Version);
        index.Put(index[0] with { Ratio = 1 });
        Assert.NotEqual(version, index.Version);
        Assert.Equal(1, index.RatioOf(0));
    }

    [Fact]
    public void An_image_edited_goes_to_where_its_edit_belongs()
    {
        var index = Marks.Index(ImageSort.Edited, Marks.At(3, Start), Marks.At(2, Start.AddDays(-1)), Marks.At(1, Start.AddDays(-2)));
        index.Put(Marks.At(1, Start.AddHours(1)));
        Assert.Equal([1, 3, 2], index.Ids);
    }
}
