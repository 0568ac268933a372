namespace Rankion.Core.Images.Searching;

/// <summary>The filter that a search stands for, and the terms that stand for nothing.</summary>
public sealed class SearchMeaning
{
    /// <summary>Every key, in the order in which they are offered.</summary>
    public static readonly IReadOnlyList<string> Keys = ["tag", "model", "by", "project", "collection", "is", "created", "status", "source", "type"];

    /// <summary>What <c>is:</c> knows.</summary>
    public static readonly IReadOnlyList<string> Marks = ["favorite", "shared", "variant", "original", "untagged", "edited", "upload", "ai", "failed"];

    private static readonly ImageSource[] Ai = [.. Enum.GetValues<ImageSource>().Where(source => source != ImageSource.Uploaded)];

    private readonly SearchVocabulary vocabulary;
    private readonly List<SearchFault> faults = [];

    private SearchMeaning(SearchVocabulary vocabulary, ImageFilter filter) => (this.vocabulary, Filter) = (vocabulary, filter);

    public ImageFilter Filter { get; private set; }

    public IReadOnlyList<SearchFault> Faults => faults;

    /// <param name="like">Whose order, and whose place, gallery or trash, it has.</param>
    public static SearchMeaning Of(SearchText text, SearchVocabulary vocabulary, ImageFilter like)
    {
        var meaning = new SearchMeaning(vocabulary, new() { Sort = like.Sort, Trash = like.Trash });
        foreach (var term in text.Terms)
            meaning.Take(term);
        return meaning;
    }

    /// <summary>The search that stands for a filter.</summary>
    public static SearchText TextOf(ImageFilter filter, SearchVocabulary vocabulary) => new([.. SearchPrinter.TermsOf(filter, vocabulary)]);

    internal static bool IsAi(IReadOnlyList<ImageSource> sources) => sources.SequenceEqual(Ai);

    private void Take(SearchTerm term)
    {
        try
        {
            if (Apply(term) is { } fault)
                faults.Add(fault);
        }
        catch (RefusalException refusal)
        {
            faults.Add(new(term, SearchFaultKind.Refused, refusal.Message));
        }
    }

    /// <returns>Why it cannot be taken; null when it was.</returns>
    private SearchFault? Apply(SearchTerm term)
    {
        SearchFault Fault(SearchFaultKind kind, string? detail = null) => new(term, kind, detail ?? term.Key ?? "");
        if (term.Key is null)
        {
            TakeWord(term);
            return null;
        }
        if (!Keys.Contains(term.Key) && term.Key != SearchPrinter.Generation)
            return Fault(SearchFaultKind.UnknownKey);
        if (term.Pieces.Count == 0)
            return Fault(SearchFaultKind.NoValue);
        if (term.IsExcluded && term.Key != "is")
            return Fault(SearchFaultKind.NotExcludable);
        return term.Key switch
        {
            "tag" => TakeTags(term) ? null : Fault(SearchFaultKind.MixedTags),
            "model" => Once(Filter.Models, term, Filter with { Models = [.. term.Values] }),
            "by" => Many(term, Filter.CreatedByIds, vocabulary.Person, SearchFaultKind.UnknownPerson, ids => Filter with { CreatedByIds = ids }),
            "project" => Many(term, Filter.ProjectIds, vocabulary.Project, SearchFaultKind.UnknownProject, ids => Filter with { ProjectIds = ids }),
            "collection" => TakeCollection(term),
            "status" => Many(term, Filter.Statuses, Name<ProcessingStatus>, SearchFaultKind.UnknownValue, all => Filter with { Statuses = all }),
            "source" => Many(term, Filter.Sources, Name<ImageSource>, SearchFaultKind.UnknownValue, all => Filter with { Sources = all }),
            "created" => TakeDates(term),
            "type" => TakeType(term),
            "is" => term.Pieces is [var only] ? TakeMark(term, only.Text.ToLowerInvariant()) : Fault(SearchFaultKind.Twice),
            _ => Guid.TryParse(term.Pieces[0].Text, out var id) ? Set(Filter with { GenerationId = id }) : Fault(SearchFaultKind.UnknownValue, term.Pieces[0].Text),
        };
    }

    private void TakeWord(SearchTerm term)
    {
        var isPhrase = term.Word.Any(char.IsWhiteSpace);
        Filter = term.IsExcluded ? Filter with { Excluded = [.. Filter.Excluded, term.Word] }
            : isPhrase ? Filter with { Phrases = [.. Filter.Phrases, term.Word] }
            : Filter with { Q = $"{Filter.Q} {term.Word}" };
    }

    private bool TakeTags(SearchTerm term)
    {
        var isAny = term.Pieces.Count > 1;
        if (Filter.Tags.Count > 0 && (isAny || Filter is { TagsMode: TagsMode.Any, Tags.Count: > 1 }))
            return false;
        Filter = Filter with { Tags = [.. Filter.Tags, .. term.Values], TagsMode = isAny ? TagsMode.Any : TagsMode.All };
        return true;
    }

    private SearchFault? TakeCollection(SearchTerm term)
    {
        if (Filter.CollectionId is not null || term.Pieces.Count > 1)
            return new(term, SearchFaultKind.OneCollection, term.Key!);
        return vocabulary.Collection(term.Pieces[0].Text) is { } id ? Set(Filter with { CollectionId = id }) : new(term, SearchFaultKind.UnknownCollection, term.Pieces[0].Text);
    }

    private SearchFault? TakeDates(SearchTerm term)
    {
        if (Filter.From is not null || Filter.To is not null)
            return new(term, SearchFaultKind.Twice, term.Key!);
        return term.Pieces is [var only] && SearchDates.Read(only.Text, vocabulary.Zone, vocabulary.Now) is { } span
            ? Set(Filter with { From = span.From, To = span.To })
            : new(term, SearchFaultKind.NoDate, string.Join(',', term.Values));
    }

    private SearchFault? TakeType(SearchTerm term) => term.Pieces is not [var only] || Filter.Video is not null
        ? new(term, SearchFaultKind.Twice, term.Key!)
        : only.Text.ToLowerInvariant() switch
        {
            "video" => Set(Filter with { Video = true }),
            "image" => Set(Filter with { Video = false }),
            _ => new(term, SearchFaultKind.UnknownValue, only.Text),
        };

    private SearchFault? TakeMark(SearchTerm term, string mark)
    {
        var yes = !term.IsExcluded;
        SearchFault? Mark(bool? before, bool value, Func<ImageFilter> then) => before is null || before == value ? Set(then()) : new(term, SearchFaultKind.Twice, $"is:{mark}");
        SearchFault? Plain(Func<SearchFault?> take) => yes ? take() : new(term, SearchFaultKind.NotExcludable, $"is:{mark}");
        return mark switch
        {
            "favorite" or "favourite" => Mark(Filter.Favorite, yes, () => Filter with { Favorite = yes }),
            "shared" => Mark(Filter.Shared, yes, () => Filter with { Shared = yes }),
            "variant" => Mark(Filter.Variant, yes, () => Filter with { Variant = yes }),
            "original" => Mark(Filter.Variant, !yes, () => Filter with { Variant = !yes }),
            "untagged" => Mark(Filter.Untagged, yes, () => Filter with { Untagged = yes }),
            "edited" => Plain(() => Once(Filter.Sources, term, Filter with { Sources = [ImageSource.Edited] })),
            "upload" => Once(Filter.Sources, term, Filter with { Sources = yes ? [ImageSource.Uploaded] : Ai }),
            "ai" => Once(Filter.Sources, term, Filter with { Sources = yes ? Ai : [ImageSource.Uploaded] }),
            "failed" => Plain(() => Once(Filter.Statuses, term, Filter with { Statuses = [ProcessingStatus.Failed] })),
            _ => new(term, SearchFaultKind.UnknownValue, $"is:{mark}"),
        };
    }

    private SearchFault? Many<T>(SearchTerm term, IReadOnlyList<T> before, Func<string, T?> read, SearchFaultKind unknown, Func<IReadOnlyList<T>, ImageFilter> with)
        where T : struct
    {
        var values = term.Values.Select(text => (text, value: read(text))).ToList();
        return values.Where(v => v.value is null).Select(v => v.text).FirstOrDefault() is { } stranger
            ? new(term, unknown, stranger)
            : Once(before, term, with([.. values.Select(v => v.value!.Value)]));
    }

    /// <summary>Two conditions on what an image has one of would leave nothing: several values go into one term.</summary>
    private SearchFault? Once<T>(IReadOnlyList<T> before, SearchTerm term, ImageFilter then) =>
        before.Count == 0 ? Set(then) : new(term, SearchFaultKind.Twice, term.Key!);

    private SearchFault? Set(ImageFilter filter)
    {
        Filter = filter;
        return null;
    }

    private static T? Name<T>(string text)
        where T : struct, Enum => !int.TryParse(text, out _) && Enum.TryParse<T>(text, ignoreCase: true, out var value) ? value : null;
}
