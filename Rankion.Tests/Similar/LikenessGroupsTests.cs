using Rankion.Core.Similar;

namespace Rankion.Tests.Similar;

public sealed class LikenessGroupsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_picture_in_other_encodings_is_one_group_around_the_oldest() =>
        Assert.Equal([[2, 3, 5], [1, 4]], Of(Look(1, 0x0F0F), Look(2, -1), Look(3, -1 ^ 0b111111), Look(4, 0x0F0F), Look(5, -1 ^ (0b111111L << 40)), Look(6, 0x5555_5555_5555)));

    [Fact]
    public void Pictures_that_differ_in_more_than_an_encoding_are_none() => Assert.Empty(Of(Look(1, 0), Look(2, 0b1111111)));

    [Fact]
    public void Variants_of_one_tree_are_meant_to_be_alike() =>
        Assert.Equal([[1, 3]], Of(Look(1, 5), Look(2, 5) with { Family = 1 }, Look(3, 5)));

    [Fact]
    public void Other_shapes_and_other_colours_are_other_pictures() =>
        Assert.Equal([[1, 4]], Of(
            Look(1, 0) with { Color = "#c03020" }, Look(2, 0) with { Color = "#2040c0" }, Look(3, 0) with { Color = "#c03020", Ratio = 1.5 }, Look(4, 0) with { Color = "#c83828", Ratio = 1.01 }));

    [Fact]
    public void Tens_of_thousands_are_looked_through_in_a_moment()
    {
        var random = new Random(3);
        var looks = Enumerable.Range(1, 30_000).Select(id => Look(id, random.NextInt64(long.MinValue, long.MaxValue))).ToList();
        var pairs = looks.Take(50).Select(l => Look(l.Id + 100_000, l.Hash ^ 0b11));

        Assert.Equal(50, Of([.. looks, .. pairs]).Count);
    }

    private static Look Look(long id, long hash) => new(id, hash, id, 1, null);

    private static IReadOnlyList<IReadOnlyList<long>> Of(params Look[] looks) => LikenessGroups.Of(looks, Ct);
}
