using Rankion.Core.Images;

namespace Rankion.Core.Chat.Answering;

/// <summary>An answer that a job works on, with all that it needs to know.</summary>
/// <param name="Before">What was said on this branch before the question, oldest first, as far as it is sent along.</param>
/// <param name="Source">The pinned image; null for none, or where it is gone.</param>
/// <param name="Actor">In whose name tools are called.</param>
internal sealed record ChatTurn(ChatSession Session, ChatMessage Question, ChatMessage Answer, IReadOnlyList<ChatMessage> Before, Image? Source, Actor Actor)
{
    public IReadOnlyList<ChatPart> Calls => [.. Answer.Parts.Where(p => p.IsCall)];

    /// <summary>The number of the next reply.</summary>
    public int Round => Answer.Parts.Count == 0 ? 0 : Answer.Parts.Max(p => p.Round) + 1;

    public TimeZoneInfo Zone => Calendar.WallClock.Zone(Answer.TimeZone ?? Calendar.WallClock.UtcId);

    /// <summary>What it has cost and may still cost, decided or not.</summary>
    public int Committed => Calls.Sum(p => p.IsFinal ? p.Credits : Math.Max(p.Price, p.Credits));
}
