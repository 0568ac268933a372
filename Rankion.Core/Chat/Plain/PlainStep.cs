namespace Rankion.Core.Chat.Plain;

/// <summary>What a plain sentence asks for.</summary>
internal enum PlainIntent
{
    Make,
    Change,
    Variants,
    Tag,
    Untag,
    Star,
    Unstar,
    Find,
    Share,
    Schedule,
    Upscale,
    Collect,

    /// <summary>Something that the planner knows it cannot do.</summary>
    Delete,

    /// <summary>Something else of that kind.</summary>
    Beyond,

    /// <summary>More images at once than there may be.</summary>
    TooMany,

    /// <summary>Another enlargement than there is.</summary>
    OtherFactor,
    Help,
    Thanks,
}

/// <summary>Which images a sentence is about.</summary>
internal enum PlainTarget
{
    /// <summary>What was made last, else the pinned one.</summary>
    It,

    /// <summary>The pinned one, else what was made last.</summary>
    This,

    /// <summary>All that was made or found last.</summary>
    Them,

    /// <summary>All that was made or found last; of the pinned one alone nobody says "all images".</summary>
    All,
}

/// <summary>One thing to do.</summary>
/// <param name="Text">The prompt, the words searched for, or a name.</param>
internal sealed record PlainStep(PlainIntent Intent, string Text = "")
{
    public int Count { get; init; } = 1;

    public string? AspectRatio { get; init; }

    public PlainTarget Target { get; init; }

    /// <summary>Images named by number.</summary>
    public IReadOnlyList<long> Ids { get; init; } = [];

    /// <summary>Which of those made or found last, from 1; negative from the end.</summary>
    public int? Nth { get; init; }

    /// <summary>The project's name, where one was named.</summary>
    public string? Project { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public bool Favorites { get; init; }

    /// <summary>How many may be found; null for the usual.</summary>
    public int? Limit { get; init; }

    /// <summary>Local time; null where none was named.</summary>
    public DateTime? At { get; init; }

    public string? Kind { get; init; }

    /// <summary><c>7d</c>; null for the team's usual.</summary>
    public string? ExpiresIn { get; init; }
}
