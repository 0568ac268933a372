using Rankion.Core.Images;
using Rankion.Core.Images.Searching;

namespace Rankion.Tests.Images.Searching;

/// <summary>The text of a search, what it means, and that the two say the same.</summary>
public sealed class SearchTextTests
{
    private static readonly DateTime Now = new(2026, 11, 20, 23, 30, 0, DateTimeKind.Utc);

    private static readonly string[] Pieces =
        ["a", "B", " ", "  ", "\t", "\"", "\\", "-", ":", ",", "tag:", "is:", "favorite", "created:", "2026-05", "..", "x:", "//", "é", "日本", "👩‍🎨", "#1", "by:me", "model:", "\u00a0", "<7d"];

    private static readonly SearchVocabulary Vocabulary = new(
        [new(1, "Autumn campaign", "autumn-campaign"), new(2, "Spring", "spring"), new(3, "Twin", "twin"), new(4, "Twin", "twin-2")],
        [new(7, "Mara Kern", "mara@example.com"), new(8, "Jo Lee", "jo@example.com"), new(9, "Jo Lee", "jo.lee@example.com")],
        Me: 7, TimeZoneInfo.Utc, Now);

    [Theory]
    [InlineData("", "")]
    [InlineData("  blue   sky ", "q=blue%20sky")]
    [InlineData("\"golden hour\"", "phrase[]=golden%20hour")]
    [InlineData("\"golden hour", "phrase[]=golden%20hour")]
    [InlineData("\"harbour\"", "q=harbour")]
    [InlineData("-boat -\"no people\" sea", "q=sea&not[]=boat&not[]=no%20people")]
    [InlineData("\"-y\" - 16:9 https://a.b a\"b", "q=-y%20-%2016%3A9%20https%3A%2F%2Fa.b%20a%22b")]
    [InlineData("\"say \\\"hi\\\" c:\\\\d\"", "phrase[]=say%20%22hi%22%20c%3A%5Cd")]
    [InlineData("tag:hero", "tags[]=hero")]
    [InlineData("tag:Hero tag:\"Golden Hour\"", "tags[]=golden%20hour&tags[]=hero")]
    [InlineData("TAG:hero,\"golden hour\",", "tags[]=golden%20hour&tags[]=hero&tags_mode=any")]
    [InlineData("model:b,a", "model=a&model=b")]
    [InlineData("by:me", "created_by=7")]
    [InlineData("by:mara,jo@example.com", "created_by=7&created_by=8")]
    [InlineData("by:#42", "created_by=42")]
    [InlineData("project:\"autumn CAMPAIGN\"", "project_id=1")]
    [InlineData("project:spr,autumn-campaign", "project_id=1&project_id=2")]
    [InlineData("status:failed,Ready", "status=ready&status=failed")]
    [InlineData("source:uploaded", "source=uploaded")]
    [InlineData("is:favorite is:shared is:variant is:untagged", "favorite=true&shared=true&variant=true&untagged=true")]
    [InlineData("is:favourite", "favorite=true")]
    [InlineData("-is:favorite -is:shared -is:variant -is:untagged", "favorite=false&shared=false&variant=false&untagged=false")]
    [InlineData("is:original", "variant=false")]
    [InlineData("-is:original", "variant=true")]
    [InlineData("is:original -is:variant", "variant=false")]
    [InlineData("is:edited is:failed", "status=failed&source=edited")]
    [InlineData("is:upload", "source=uploaded")]
    [InlineData("-is:ai", "source=uploaded")]
    [InlineData("-is:upload", "source=generated&source=edited&source=upscaled&source=chat&source=article")]
    [InlineData("generation:0198a3c6-0000-7000-8000-000000000001", "generation_id=0198a3c6-0000-7000-8000-000000000001")]
    public void A_search_means_a_filter(string text, string query)
    {
        var meaning = Read(text);
        Assert.Empty(meaning.Faults);
        Assert.Equal(query, Query(meaning.Filter));
    }

    [Theory]
    [InlineData("created:2026-05", "from=2026-05-01&to=2026-05-31")]
    [InlineData("created:2026-05-15", "from=2026-05-15&to=2026-05-15")]
    [InlineData("created:2024", "from=2024-01-01&to=2024-12-31")]
    [InlineData("created:2026-05..2026-06", "from=2026-05-01&to=2026-06-30")]
    [InlineData("created:2026-05-15..", "from=2026-05-15")]
    [InlineData("created:..2025", "to=2025-12-31")]
    [InlineData("created:today", "from=2026-11-20&to=2026-11-20")]
    [InlineData("created:yesterday", "from=2026-11-19&to=2026-11-19")]
    [InlineData("created:<1d", "from=2026-11-20")]
    [InlineData("created:<7d", "from=2026-11-14")]
    [InlineData("created:>7d", "to=2026-11-13")]
    [InlineData("created:<2W", "from=2026-11-07")]
    [InlineData("created:<1m", "from=2026-10-21")]
    [InlineData("created:>1y", "to=2025-11-20")]
    [InlineData("created:2026-05-15T09:30:00Z..2026-05-15T10:00:00Z", "from=2026-05-15T09%3A30%3A00Z&to=2026-05-15T10%3A00%3A00Z")]
    public void Dates_are_whole_days_months_and_years(string text, string query) => A_search_means_a_filter(text, query);

    [Fact]
    public void Days_are_those_of_whoever_types()
    {
        var berlin = Vocabulary with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        var filter = SearchMeaning.Of(SearchText.Parse("created:2026-03"), berlin, new()).Filter;
        Assert.Equal("from=2026-02-28T23%3A00%3A00Z&to=2026-03-31T21%3A59%3A59.999999Z", Query(filter));
        Assert.Equal("created:2026-03", SearchMeaning.TextOf(filter, berlin).ToString());
        Assert.Equal("from=2026-11-20T23%3A00%3A00Z&to=2026-11-21T22%3A59%3A59.999999Z", Query(SearchMeaning.Of(SearchText.Parse("created:today"), berlin, new()).Filter));

        // on 29 March 1992 clocks in Asuncion skipped no midnight, on 1 October 2017 they did
        var asuncion = Vocabulary with { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Asuncion") };
        var day = SearchMeaning.Of(SearchText.Parse("created:2017-10-01"), asuncion, new()).Filter;
        Assert.Equal("created:2017-10-01", SearchMeaning.TextOf(day, asuncion).ToString());
    }

    [Theory]
    [InlineData("sea tags:x", SearchFaultKind.UnknownKey, "tags", 4, 10)]
    [InlineData("sea tag:", SearchFaultKind.NoValue, "tag", 4, 8)]
    [InlineData("sea tag:,", SearchFaultKind.NoValue, "tag", 4, 9)]
    [InlineData("sea is:nice", SearchFaultKind.UnknownValue, "is:nice", 4, 11)]
    [InlineData("sea status:ready,1", SearchFaultKind.UnknownValue, "1", 4, 18)]
    [InlineData("sea source:stolen", SearchFaultKind.UnknownValue, "stolen", 4, 17)]
    [InlineData("sea project:winter", SearchFaultKind.UnknownProject, "winter", 4, 18)]
    [InlineData("sea project:twin,tw", SearchFaultKind.UnknownProject, "tw", 4, 19)]
    [InlineData("sea by:jo", SearchFaultKind.UnknownPerson, "jo", 4, 9)]
    [InlineData("sea by:\"Jo Lee\"", SearchFaultKind.UnknownPerson, "Jo Lee", 4, 15)]
    [InlineData("sea created:soon", SearchFaultKind.NoDate, "soon", 4, 16)]
    [InlineData("sea created:2026-13", SearchFaultKind.NoDate, "2026-13", 4, 19)]
    [InlineData("sea created:2026-06..2026-05", SearchFaultKind.NoDate, "2026-06..2026-05", 4, 28)]
    [InlineData("sea created:..", SearchFaultKind.NoDate, "..", 4, 14)]
    [InlineData("sea created:<0d", SearchFaultKind.NoDate, "<0d", 4, 15)]
    [InlineData("sea created:<99999999999d", SearchFaultKind.NoDate, "<99999999999d", 4, 25)]
    [InlineData("created:2024 sea created:2025", SearchFaultKind.Twice, "created", 17, 29)]
    [InlineData("model:a sea model:b", SearchFaultKind.Twice, "model", 12, 19)]
    [InlineData("is:favorite sea -is:favorite", SearchFaultKind.Twice, "is:favorite", 16, 28)]
    [InlineData("is:variant sea is:original", SearchFaultKind.Twice, "is:original", 15, 26)]
    [InlineData("sea is:favorite,shared", SearchFaultKind.Twice, "is", 4, 22)]
    [InlineData("tag:a sea tag:b,c", SearchFaultKind.MixedTags, "tag", 10, 17)]
    [InlineData("tag:b,c sea tag:a", SearchFaultKind.MixedTags, "tag", 12, 17)]
    [InlineData("sea -tag:a", SearchFaultKind.NotExcludable, "tag", 4, 10)]
    [InlineData("sea -is:failed", SearchFaultKind.NotExcludable, "is:failed", 4, 14)]
    [InlineData("sea generation:x", SearchFaultKind.UnknownValue, "x", 4, 16)]
    public void What_means_nothing_is_told_with_its_place_and_the_rest_still_runs(string text, SearchFaultKind kind, string detail, int start, int end)
    {
        var meaning = Read(text);
        var fault = Assert.Single(meaning.Faults);
        Assert.Equal((kind, detail, start, end), (fault.Kind, fault.Detail, fault.Term.Start, fault.Term.End));
        Assert.Equal("sea", meaning.Filter.Q);
    }

    [Fact]
    public void What_no_search_takes_is_refused_term_by_term()
    {
        var meaning = Read($"sea {new string('x', 600)} a\0b tag:{new string('t', 65)} -{new string('y', 501)} sky");
        Assert.Equal("sea sky", meaning.Filter.Q);
        Assert.Equal(4, meaning.Faults.Count);
        Assert.All(meaning.Faults, fault => Assert.Equal(SearchFaultKind.Refused, fault.Kind));
        Assert.True(SearchText.Parse(new string('x', 100_000)).Terms[0].Word.Length <= SearchText.MaxLength);
    }

    [Fact]
    public void Any_text_at_all_is_read_and_says_itself_again()
    {
        var random = new Random(20261120);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var first = SearchText.Parse(text);
            var second = SearchText.Parse(first.ToString());
            Assert.Equal(first.Terms.Select(Bare), second.Terms.Select(Bare));
            Assert.Equal(first.ToString(), second.ToString());
            Assert.All(first.Terms, term => Assert.True(0 <= term.Start && term.Start < term.End && term.End <= text.Length));
            Assert.Equal(Query(Read(text).Filter), Query(Read(first.ToString()).Filter));
        }
    }

    [Fact]
    public void Whatever_a_filter_says_its_search_says_again()
    {
        var random = new Random(42);
        var zones = new[] { "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu" }.Select(TimeZoneInfo.FindSystemTimeZoneById).ToList();
        for (var round = 0; round < 5_000; round++)
        {
            var vocabulary = Vocabulary with { Zone = zones[random.Next(zones.Count)] };
            var filter = Any(random);
            var text = SearchMeaning.TextOf(filter, vocabulary);
            var meaning = SearchMeaning.Of(SearchText.Parse(text.ToString()), vocabulary, filter);
            Assert.Empty(meaning.Faults);
            Assert.Equal(filter.ToQuery(), meaning.Filter.ToQuery());
            Assert.Equal(filter, meaning.Filter);
        }
    }

    [Theory]
    [InlineData("|", null, "", 0, 0)]
    [InlineData("har|bour", null, "harbour", 0, 7)]
    [InlineData("sea tag:|", "tag", "", 8, 8)]
    [InlineData("sea tag:he|", "tag", "he", 8, 10)]
    [InlineData("sea tag:hero,go|", "tag", "go", 13, 15)]
    [InlineData("tag:hero,|", "tag", "", 9, 9)]
    [InlineData("tag:\"golden h| x", "tag", "golden h x", 4, 15)]
    [InlineData("sea | sky", null, "", 4, 4)]
    [InlineData("ta|g:hero", "tag", "", 2, 2)]
    public void Completion_knows_what_the_caret_is_in(string text, string? key, string typed, int start, int end)
    {
        var caret = text.IndexOf('|', StringComparison.Ordinal);
        Assert.Equal(new SearchSpot(key, typed, start, end), SearchText.Parse(text.Remove(caret, 1)).At(caret));
    }

    [Fact]
    public void A_term_is_taken_out_and_the_others_stay_as_they_are()
    {
        var text = SearchText.Parse("sea  tag:hero -boat is:favorite");
        Assert.Equal("sea -boat is:favorite", text.Without(text.Terms[1]).ToString());
        Assert.Equal("sea tag:hero -boat is:favorite model:\"a b\"", text.With(SearchTerm.Of("model", "a b")).ToString());
    }

    private static SearchMeaning Read(string text) => SearchMeaning.Of(SearchText.Parse(text), Vocabulary, new());

    private static string Query(ImageFilter filter) => filter.ToQuery().Replace("%5B%5D", "[]", StringComparison.Ordinal);

    private static string Bare(SearchTerm term) => $"{term.IsExcluded}|{term.Key}|{string.Join('|', term.Values)}";

    private static ImageFilter Any(Random random)
    {
        bool Some() => random.Next(3) == 0;
        T? Maybe<T>(Func<T> value)
            where T : struct => Some() ? value() : null;
        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
        DateTime Instant() => random.Next(2) == 0 ? new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(random.Next(3000)) : new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(100_000_000));
        var (a, b) = (Maybe(Instant), Maybe(Instant));
        return new()
        {
            Sort = (ImageSort)random.Next(3),
            Q = Some() ? Text() : null,
            Phrases = Some() ? [$"golden {Text()}x"] : [],
            Excluded = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())],
            Models = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())],
            From = a > b ? b : a,
            To = a > b ? a : b,
            Favorite = Maybe(() => random.Next(2) == 0),
            Shared = Maybe(() => random.Next(2) == 0),
            Variant = Maybe(() => random.Next(2) == 0),
            Untagged = Maybe(() => random.Next(2) == 0),
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Text()).Where(t => !t.Any(char.IsControl))],
            TagsMode = (TagsMode)random.Next(2),
            ProjectIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (long)random.Next(1, 6))],
            CreatedByIds = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (long)random.Next(6, 12))],
            GenerationId = Some() ? Guid.NewGuid() : null,
            Statuses = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (ProcessingStatus)random.Next(5))],
            Sources = Some() ? [ImageSource.Article, ImageSource.Chat, ImageSource.Generated, ImageSource.Edited, ImageSource.Upscaled] : [.. Enumerable.Range(0, random.Next(3)).Select(_ => (ImageSource)random.Next(6))],
        };
    }
}
