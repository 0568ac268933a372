using Rankion.Core.Images;
using Rankion.Web.Components.Gallery;

namespace Rankion.Tests.Components.Gallery;

public sealed class SelectionTests
{
    private static readonly long[] Order = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly ImageFilter Stars = new() { Favorite = true };

    private readonly Selection selection = new();

    [Fact]
    public void A_click_picks_and_another_lets_go()
    {
        selection.Toggle(4);
        selection.Toggle(7);
        selection.Toggle(4);
        Assert.Equal([7], Picked);
        Assert.Equal(1, selection.Count);
        Assert.Equal([7], Assert.IsType<ImageScope.Ids>(selection.ToScope()).Images);
    }

    [Theory]
    [InlineData(8, 4, new long[] { 8, 7, 6, 5, 4 })]
    [InlineData(4, 8, new long[] { 8, 7, 6, 5, 4 })]
    [InlineData(4, 4, new long[] { 4 })]
    public void A_range_goes_by_the_order_shown(long from, long to, long[] expected)
    {
        selection.Toggle(from);
        selection.RangeTo(to, Order);
        Assert.Equal(expected, Picked);
    }

    [Fact]
    public void A_second_range_from_the_same_place_takes_the_place_of_the_first()
    {
        selection.Toggle(1);
        selection.Toggle(8);
        selection.RangeTo(3, Order);
        selection.RangeTo(6, Order);
        Assert.Equal([8, 7, 6, 1], Picked);
        selection.RangeTo(10, Order);
        Assert.Equal([10, 9, 8, 1], Picked);
    }

    [Fact]
    public void What_was_picked_before_a_range_stays_when_the_range_draws_back()
    {
        selection.Toggle(5);
        selection.Toggle(8);
        selection.RangeTo(3, Order);
        selection.RangeTo(8, Order);
        Assert.Equal([8, 5], Picked);
    }

    [Fact]
    public void A_range_begins_where_the_last_click_was_even_if_it_let_go()
    {
        selection.Toggle(8);
        selection.Toggle(8);
        selection.RangeTo(6, Order);
        Assert.Equal([8, 7, 6], Picked);
    }

    [Fact]
    public void A_range_without_a_beginning_picks_the_one()
    {
        selection.RangeTo(6, Order);
        Assert.Equal([6], Picked);
        selection.Clear();
        selection.Toggle(99);
        selection.RangeTo(5, Order);
        selection.RangeTo(4711, Order);
        Assert.Equal([99, 5], [.. selection.Ids.OrderDescending()]);
    }

    [Fact]
    public void All_that_match_is_a_query_less_what_is_taken_out()
    {
        selection.SelectAllMatching(Stars, Order, 5000, Now);
        Assert.Equal((true, 5000, true), (selection.IsAllMatching, selection.Count, selection.Contains(3)));
        selection.Toggle(3);
        selection.Remove([4, 5]);
        Assert.Equal((4997, false), (selection.Count, selection.Contains(3)));
        selection.Toggle(3);
        var scope = Assert.IsType<ImageScope.Matching>(selection.ToScope());
        Assert.Equal((Stars, Now), (scope.Filter, scope.AsOf));
        Assert.Equal([4, 5], scope.Except.Order());
        Assert.Equal(4998, selection.Count);
    }

    [Fact]
    public void An_image_beside_the_query_makes_it_a_list()
    {
        selection.SelectAllMatching(Stars, Order, 10, Now);
        selection.Toggle(3);
        selection.Toggle(77);
        Assert.False(selection.IsAllMatching);
        Assert.Equal([77, 10, 9, 8, 7, 6, 5, 4, 2, 1], Assert.IsType<ImageScope.Ids>(selection.ToScope()).Images.OrderDescending());
        Assert.Equal(10, selection.Count);
    }

    [Fact]
    public void Everybody_hears_of_a_change_and_of_no_other()
    {
        var changes = 0;
        selection.Changed += () => changes++;
        selection.Clear();
        selection.Remove([1]);
        Assert.Equal(0, changes);
        selection.Toggle(1);
        selection.RangeTo(3, Order);
        selection.Add([9]);
        selection.Remove([1]);
        selection.SelectAllMatching(Stars, Order, 10, Now);
        selection.Clear();
        Assert.Equal(6, changes);
        Assert.True(selection.IsEmpty);
    }

    private long[] Picked => [.. Order.Where(selection.Contains)];
}
