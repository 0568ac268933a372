using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web.Components.Bulk;

namespace Rankion.Tests.Components.Bulk;

public sealed class TagPicksTests
{
    [Fact]
    public async Task A_tag_on_some_goes_to_all_then_none_then_back_to_some()
    {
        var picks = await PicksAsync(["all", "some"], ["all"]);
        Assert.Equal([Portion.All, Portion.Some, Portion.None], Look(picks, "all", "some", "none"));
        Assert.Equal(1, picks.CountOf("some"));

        picks.Toggle("some");
        Assert.Equal((Portion.All, "some", ""), (picks["some"], string.Join(' ', picks.Added), string.Join(' ', picks.Removed)));
        picks.Toggle("some");
        Assert.Equal((Portion.None, "", "some"), (picks["some"], string.Join(' ', picks.Added), string.Join(' ', picks.Removed)));
        picks.Toggle("some");
        Assert.Equal((Portion.Some, false), (picks["some"], picks.IsChanged));
    }

    [Fact]
    public async Task A_tag_on_all_or_none_has_two_states_and_only_what_differs_is_sent()
    {
        var picks = await PicksAsync(["all", "some"], ["all"]);
        picks.Toggle("all");
        picks.Toggle("none");
        picks.Add("new");
        Assert.Equal(["new", "none"], picks.Added);
        Assert.Equal(["all"], picks.Removed);
        Assert.Equal(["none", "new"], picks.New);

        picks.Toggle("all");
        picks.Toggle("none");
        picks.Toggle("new");
        picks.Add("all");
        Assert.False(picks.IsChanged);
        Assert.Empty(picks.New);
    }

    private static IEnumerable<Portion> Look(TagPicks picks, params string[] tags) => tags.Select(tag => picks[tag]);

    private static async Task<TagPicks> PicksAsync(params string[][] tags)
    {
        await using var stage = await Stage.OpenAsync();
        var actor = (await stage.CreateTeamAsync()).Owner;
        var images = await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, tags.Select(t => (Action<Image>)(i => i.Tags = t)));
        return new(await stage.Get<ImageScopes>().SummarizeAsync(actor, ImageScope.Of([.. images.Select(i => i.Id)]), CancellationToken.None));
    }
}
