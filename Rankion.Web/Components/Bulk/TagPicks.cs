using Rankion.Core.Images;

namespace Rankion.Web.Components.Bulk;

/// <summary>
/// The tags of several images at once: each is on all, on some or on none of them, and a person sets it otherwise. Nothing
/// changes until they say so.
/// </summary>
public sealed class TagPicks(ScopeSummary summary)
{
    private readonly Dictionary<string, Portion> picked = [];

    /// <summary>To be on all of them.</summary>
    public IReadOnlyList<string> Added => [.. picked.Where(p => p.Value == Portion.All).Select(p => p.Key).Order(StringComparer.Ordinal)];

    /// <summary>To be on none of them.</summary>
    public IReadOnlyList<string> Removed => [.. picked.Where(p => p.Value == Portion.None).Select(p => p.Key).Order(StringComparer.Ordinal)];

    public bool IsChanged => picked.Count > 0;

    /// <summary>Tags that nobody has yet, as they were typed in.</summary>
    public IEnumerable<string> New => picked.Keys.Where(tag => summary.OfTag(tag) == Portion.None);

    public Portion this[string tag] => picked.TryGetValue(tag, out var portion) ? portion : summary.OfTag(tag);

    /// <summary>How many of the images have it now.</summary>
    public int CountOf(string tag) => summary.Tags.GetValueOrDefault(tag);

    /// <summary>On all, on none, and where it was on some, back to these.</summary>
    public void Toggle(string tag)
    {
        var next = this[tag] switch
        {
            Portion.Some => Portion.All,
            Portion.All => Portion.None,
            _ => summary.OfTag(tag) == Portion.Some ? Portion.Some : Portion.All,
        };
        Set(tag, next);
    }

    /// <summary>Puts a tag on all of them.</summary>
    public void Add(string tag) => Set(tag, Portion.All);

    private void Set(string tag, Portion portion)
    {
        if (portion == summary.OfTag(tag))
            picked.Remove(tag);
        else
            picked[tag] = portion;
    }
}
