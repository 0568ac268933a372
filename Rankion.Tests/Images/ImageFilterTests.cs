using Rankion.Core;
using Rankion.Core.Images;

namespace Rankion.Tests.Images;

/// <summary>The filter and its query: what is said one way is read back the same, and what cannot be read is named.</summary>
public sealed class ImageFilterTests
{
    [Fact]
    public void Whatever_a_filter_says_its_query_says_again()
    {
        var random = new Random(20260515);
        for (var i = 0; i < 3000; i++)
        {
            var filter = Any(random);
            var back = Parse(filter.ToQuery(), filter.Trash);
            Assert.Equal(filter, back);
            Assert.Equal(filter.ToQuery(), back.ToQuery());
            Assert.Equal(filter.Q, back.Q);
            Assert.Equal(filter.Tags, back.Tags);
            Assert.Equal((filter.From, filter.To, filter.Sort), (back.From, back.To, back.Sort));
            Assert.Equal(filter.Phrases.Concat(filter.Excluded).Concat(filter.Models), back.Phrases.Concat(back.Excluded).Concat(back.Models));
            Assert.Equal(filter.ProjectIds.Concat(filter.CreatedByIds), back.ProjectIds.Concat(back.CreatedByIds));
            Assert.Equal((filter.Shared, filter.Variant, filter.Untagged), (back.Shared, back.Variant, back.Untagged));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown=1&limit=x")]
    [InlineData("q=+&model=&from=&tags[]=&sort=newest&tags_mode=all")]
    public void What_says_nothing_is_the_whole_gallery(string query) => Assert.Equal(new ImageFilter(), Parse(query));

    [Fact]
    public void Every_parameter_is_read()
    {
        var filter = Parse("q=Blue%20%20sky+Blue&model=gpt-image-2&from=2026-05-01&to=2026-05-31T12:00:00%2B02:00&favorite=true&tags[]=Hero&tags[]=%20a&tags[]=hero"
            + "&tags_mode=any&sort=Edited&project_id=12&created_by=3&generation_id=0198A3C6-0000-7000-8000-000000000001&status=ready&source=UPLOADED&page=2");

        Assert.Equal("Blue sky", filter.Q);
        Assert.Equal(("gpt-image-2", true, TagsMode.Any, ImageSort.Edited), (filter.Model, filter.Favorite, filter.TagsMode, filter.Sort));
        Assert.Equal(["a", "hero"], filter.Tags);
        Assert.Equal(new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc), filter.From);
        Assert.Equal(new DateTime(2026, 5, 31, 10, 0, 0, DateTimeKind.Utc), filter.To);
        Assert.Equal((12, 3), (filter.ProjectId, filter.CreatedById));
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Uploaded), (filter.Status, filter.Source));
        Assert.Equal("q=Blue%20sky&model=gpt-image-2&from=2026-05-01&to=2026-05-31T10%3A00%3A00Z&favorite=true&tags%5B%5D=a&tags%5B%5D=hero"
            + "&tags_mode=any&sort=edited&project_id=12&created_by=3&generation_id=0198a3c6-0000-7000-8000-000000000001&status=ready&source=uploaded", filter.ToQuery());
    }

    [Theory]
    [InlineData("from=2026-05-01", "2026-05-01T00:00:00.0000000Z", null)]
    [InlineData("to=2026-05-01", null, "2026-05-01T23:59:59.9999990Z")]
    [InlineData("from=2026-05-01T09:30Z", "2026-05-01T09:30:00.0000000Z", null)]
    [InlineData("from=2026-05-01T09:30:00 02:00", "2026-05-01T07:30:00.0000000Z", null)]
    [InlineData("to=2026-05-01T09:30:00.1234567-01:30", null, "2026-05-01T11:00:00.1234560Z")]
    [InlineData("from=2026-05-01T09:30:00", "2026-05-01T09:30:00.0000000Z", null)]
    [InlineData("from=0001-01-01&to=9999-12-31", "0001-01-01T00:00:00.0000000Z", "9999-12-31T23:59:59.9999990Z")]
    [InlineData("from=2026-05-01&to=2026-05-01", "2026-05-01T00:00:00.0000000Z", "2026-05-01T23:59:59.9999990Z")]
    public void Dates_are_whole_days_of_UTC_and_instants_are_instants(string query, string? from, string? to)
    {
        var filter = Parse(query);
        Assert.Equal((from, to), (filter.From?.ToString("O"), filter.To?.ToString("O")));
    }

    [Theory]
    [InlineData("sort=best", "sort")]
    [InlineData("sort=deleted", "sort")]
    [InlineData("sort=1", "sort")]
    [InlineData("status=done", "status")]
    [InlineData("status=2", "status")]
    [InlineData("source=stolen", "source")]
    [InlineData("tags_mode=some", "tags_mode")]
    [InlineData("favorite=yes", "favorite")]
    [InlineData("shared=no", "shared")]
    [InlineData("variant=2", "variant")]
    [InlineData("untagged=-", "untagged")]
    [InlineData("status=ready&status=done", "status")]
    [InlineData("project_id=1&project_id=x", "project_id")]
    [InlineData("phrase[]=a%00b", "phrase")]
    [InlineData("not[]=a%00b", "not")]
    [InlineData("project_id=abc", "project_id")]
    [InlineData("project_id=-1", "project_id")]
    [InlineData("project_id=99999999999999999999", "project_id")]
    [InlineData("created_by=1.5", "created_by")]
    [InlineData("generation_id=42", "generation_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("from=01.05.2026", "from")]
    [InlineData("to=1778000000", "to")]
    [InlineData("from=2026-05-02&to=2026-05-01", "from")]
    [InlineData("from=2026-05-01T10:00:00Z&to=2026-05-01T10:00:00%2B01:00", "from")]
    [InlineData("q=a%00b", "q")]
    [InlineData("model=a%00b", "model")]
    [InlineData("tags[]=a%0Ab", "tags")]
    public void What_cannot_be_is_refused_by_its_name(string query, string field)
    {
        var refusal = Assert.Throws<RefusalException>(() => Parse(query));
        Assert.Equal((422, field), (refusal.Status, Assert.Single(refusal.Errors).Key));
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var refusal = Assert.Throws<RefusalException>(() => Parse($"sort=x&favorite=x&q={new string('x', 501)}&tags[]={new string('x', 65)}"));
        Assert.Equal(["favorite", "q", "sort", "tags"], refusal.Errors.Keys.Order());
        Parse($"q={new string('x', 500)}&tags[]={new string('x', 64)}");
    }

    [Fact]
    public void A_repeated_condition_is_met_by_any_of_its_values_whatever_their_order()
    {
        var filter = Parse("model=b&model=a&model=b&status=failed&status=ready&source=edited&source=generated&project_id=2&project_id=1&created_by=4&created_by=3&not[]=z&not[]=%20a%20%20b&phrase[]=c%20d");
        Assert.Equal(["a", "b"], filter.Models);
        Assert.Equal([1, 2], filter.ProjectIds);
        Assert.Equal(["a b", "z"], filter.Excluded);
        Assert.Null(filter.Model);
        Assert.Equal("phrase%5B%5D=c%20d&not%5B%5D=a%20b&not%5B%5D=z&model=a&model=b&project_id=1&project_id=2&created_by=3&created_by=4&status=ready&status=failed&source=generated&source=edited", filter.ToQuery());
        Assert.Throws<RefusalException>(() => Parse(string.Join('&', Enumerable.Range(0, 21).Select(n => $"model=m{n}"))));
    }

    [Fact]
    public void The_last_of_a_repeated_parameter_counts() => Assert.Equal(ImageSort.Oldest, Parse("sort=edited&sort=oldest").Sort);

    [Fact]
    public void The_trash_begins_with_the_last_deleted()
    {
        Assert.Equal(ImageFilter.InTrash, Parse("", trash: true));
        Assert.Equal(ImageSort.Newest, Parse("sort=newest", trash: true).Sort);
        Assert.NotEqual(new ImageFilter(), ImageFilter.InTrash with { Sort = ImageSort.Newest });
    }

    private static ImageFilter Parse(string query, bool trash = false) => ImageFilter.Parse(
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value)), trash);

    private static ImageFilter Any(Random random)
    {
        T? Maybe<T>(Func<T> value)
            where T : struct => random.Next(3) == 0 ? value() : null;
        string Text(int length) => string.Concat(Enumerable.Range(0, random.Next(length)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        DateTime Instant() => random.Next(2) == 0
            ? DateTime.UnixEpoch.AddDays(random.Next(30_000))
            : DateTime.UnixEpoch.AddTicks(random.NextInt64(30_000L * TimeSpan.TicksPerDay) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond);
        var trash = random.Next(4) == 0;
        var (a, b) = (Maybe(Instant), Maybe(Instant));
        return (trash ? ImageFilter.InTrash : new()) with
        {
            Q = random.Next(2) == 0 ? Text(12) : null,
            Phrases = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(8))],
            Excluded = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(8))],
            Models = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text(5))],
            Shared = Maybe(() => random.Next(2) == 0),
            Variant = Maybe(() => random.Next(2) == 0),
            Untagged = Maybe(() => random.Next(2) == 0),
            From = a > b ? b : a,
            To = a > b ? a : b,
            Favorite = Maybe(() => random.Next(2) == 0),
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text(6)).Where(t => !t.Any(char.IsControl))],
            TagsMode = random.Next(2) == 0 ? TagsMode.All : TagsMode.Any,
            Sort = trash && random.Next(2) == 0 ? ImageSort.Deleted : (ImageSort)random.Next(3),
            ProjectIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.NextInt64())],
            CreatedByIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.NextInt64())],
            GenerationId = Maybe(Guid.NewGuid),
            Statuses = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (ProcessingStatus)random.Next(5))],
            Sources = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (ImageSource)random.Next(6))],
        };
    }

    private static readonly string[] Pieces = ["a", "B", " ", "  ", "\t", "ß", "Ä", "İ", "Ж", "日本", "👩‍🎨", "\"", "'", "%", "_", "\\", "*", "+", "&", "=", "#", "?", "[", "]", ";", ",", "%20", "/", "\u00a0", "é"];
}
