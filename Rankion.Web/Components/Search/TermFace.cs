using Rankion.Core.Images.Searching;
using static Rankion.Web.Components.Search.SearchSay;

namespace Rankion.Web.Components.Search;

/// <summary>How a term of a search looks to a person: what it is about, and its value.</summary>
/// <param name="Key">Null where the value says it all.</param>
internal readonly record struct TermFace(string? Icon, string? Key, string Value)
{
    /// <summary>Said in one go.</summary>
    public string Text => Key is null ? Value : $"{Key}: {Value}";

    public static TermFace Of(SearchTerm term)
    {
        if (term.Key is null)
            return new(null, null, term.IsExcluded ? Say["without “{0}”", term.Word] : $"“{term.Word}”");
        var values = string.Join(", ", term.Values.Select(value => NameOf(term.Key, value)));
        if (term.Key == "is")
            return new(IconOf(term.Values.FirstOrDefault()), term.IsExcluded ? Say["Not"] : null, values);
        return new(null, KeyOf(term.Key), values.Length == 0 ? "…" : values);
    }

    /// <summary>What a key is about; what it is not known for, itself.</summary>
    public static string KeyOf(string key) => key switch
    {
        "tag" => Say["Tag"],
        "model" => Say["Model"],
        "by" => Say["Created by"],
        "project" => Say["Project"],
        "collection" => Say["Collection"],
        "is" => Say["Kind"],
        "created" => Say["Created"],
        "status" => Say["Status"],
        "source" => Say["Source"],
        "type" => Say["Type"],
        "generation" => Say["Request"],
        _ => key,
    };

    public static string NameOf(string key, string value) => (key, value.ToLowerInvariant()) switch
    {
        ("by", "me") => Say["Me"],
        ("is", "favorite" or "favourite") => Say["Favourites"],
        ("is", "shared") => Say["Shared"],
        ("is", "variant") => Say["Variants"],
        ("is", "original") => Say["Originals"],
        ("is", "untagged") => Say["Without tags"],
        ("is", "edited") => Say["Edited"],
        ("is", "upload") => Say["Uploads"],
        ("is", "ai") => Say["Made by AI"],
        ("is", "failed") => Say["Failed"],
        ("status", "queued") => Say["Queued"],
        ("status", "processing") => Say["Running"],
        ("status", "ready") => Say["Ready"],
        ("status", "failed") => Say["Failed"],
        ("status", "cancelled") => Say["Cancelled"],
        ("source", "generated") => Say["Generated"],
        ("source", "edited") => Say["Edited"],
        ("source", "upscaled") => Say["Upscaled"],
        ("source", "uploaded") => Say["Uploaded"],
        ("source", "chat") => Say["Chat"],
        ("source", "article") => Say["Article"],
        ("type", "video") => Say["Videos"],
        ("type", "image") => Say["Pictures"],
        ("created", "today") => Say["Today"],
        ("created", "yesterday") => Say["Yesterday"],
        ("created", "<7d") => Say["Last 7 days"],
        ("created", "<30d") => Say["Last 30 days"],
        _ => value,
    };

    public static string? IconOf(string? mark) => mark?.ToLowerInvariant() switch
    {
        "favorite" or "favourite" => "star",
        "shared" => "link",
        "variant" or "original" => "stacks",
        "untagged" => "sell",
        "failed" => "warning",
        _ => null,
    };

    /// <summary>Why a term is left out, and what would do.</summary>
    public static string Hint(SearchFault fault) => fault.Kind switch
    {
        SearchFaultKind.UnknownKey => Say["There is no filter “{0}:”. There are {1}. For the words themselves, put them in quotes.", fault.Detail, string.Join(", ", SearchMeaning.Keys)],
        SearchFaultKind.NoValue => Say["Say what follows “{0}:”.", fault.Detail],
        SearchFaultKind.UnknownValue when fault.Term.Key == "is" => Say["“{0}” is unknown. There are {1}.", fault.Detail, string.Join(", ", SearchMeaning.Marks)],
        SearchFaultKind.UnknownValue => Say["“{0}” is unknown here.", fault.Detail],
        SearchFaultKind.UnknownProject => Say["No project, or more than one, is called “{0}”.", fault.Detail],
        SearchFaultKind.UnknownCollection => Say["No collection, or more than one, is called “{0}”.", fault.Detail],
        SearchFaultKind.OneCollection => Say["A search is about one collection at a time."],
        SearchFaultKind.UnknownPerson => Say["Nobody, or more than one person, is called “{0}”.", fault.Detail],
        SearchFaultKind.NoDate => Say["“{0}” is no date. Try 2026-05, 2026-05-01..2026-05-07, today or <7d.", fault.Detail],
        SearchFaultKind.Twice when fault.Detail == "is" => Say["“is:” takes one at a time: write it once for each."],
        SearchFaultKind.Twice => Say["“{0}” is there already. For one or the other, put a comma between them.", fault.Detail],
        SearchFaultKind.MixedTags => Say["Either all of several tags or any of them: not both in one search."],
        SearchFaultKind.NotExcludable => Say["Only words, and what an image is, can be excluded: not “{0}”.", fault.Detail],
        _ => fault.Detail,
    };
}
