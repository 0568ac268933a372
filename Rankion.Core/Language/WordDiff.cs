using System.Text.RegularExpressions;

namespace Rankion.Core.Language;

/// <summary>A piece of two texts.</summary>
public readonly record struct DiffPiece(DiffKind Kind, string Text);

/// <summary>In which of two texts a piece stands.</summary>
public enum DiffKind
{
    Both,
    Deleted,
    Inserted,
}

/// <summary>What is different between two texts, word by word.</summary>
public static partial class WordDiff
{
    /// <summary>Cells of the table of common words, two bytes each. Texts that differ by more than that have too little in common to tell.</summary>
    private const int MaxCells = 4_000_000;

    /// <summary>
    /// The pieces of both texts in order; what was deleted stands before what came in its place. Without the inserted ones they
    /// are the first text, without the deleted ones the second.
    /// </summary>
    public static IReadOnlyList<DiffPiece> Of(string before, string after)
    {
        var (old, now) = (Split(before), Split(after));
        var (start, end) = (0, 0);
        while (start < Math.Min(old.Count, now.Count) && old[start] == now[start])
            start++;
        while (end < Math.Min(old.Count, now.Count) - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        var pieces = new List<(DiffKind Kind, string Word)>();
        pieces.AddRange(old.Take(start).Select(word => (DiffKind.Both, word)));
        pieces.AddRange(Middle(old[start..^end], now[start..^end]));
        pieces.AddRange(old.Skip(old.Count - end).Select(word => (DiffKind.Both, word)));
        return Joined(pieces);
    }

    private static IEnumerable<(DiffKind Kind, string Word)> Middle(List<string> old, List<string> now)
    {
        var cells = (old.Count + 1L) * (now.Count + 1L);
        var common = cells <= MaxCells ? Common(old, now) : null;
        var (i, j) = (0, 0);
        while (i < old.Count || j < now.Count)
        {
            if (common is not null && i < old.Count && j < now.Count && old[i] == now[j] && common[i, j] == common[i + 1, j + 1] + Weight(old[i]))
            {
                yield return (DiffKind.Both, old[i++]);
                j++;
            }
            else if (i < old.Count && (common is null || j == now.Count || common[i + 1, j] >= common[i, j + 1]))
            {
                yield return (DiffKind.Deleted, old[i++]);
            }
            else
            {
                yield return (DiffKind.Inserted, now[j++]);
            }
        }
    }

    /// <summary>How much the rests of both texts have in common, from each place in them.</summary>
    private static ushort[,] Common(List<string> old, List<string> now)
    {
        var common = new ushort[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
            {
                var apart = Math.Max(common[i + 1, j], common[i, j + 1]);
                common[i, j] = old[i] == now[j] ? Math.Max(apart, (ushort)(common[i + 1, j + 1] + Weight(old[i]))) : apart;
            }
        }
        return common;
    }

    /// <summary>A word in common says more than some commas, and a blank next to nothing. 2000 words are the most that both texts can share here.</summary>
    private static int Weight(string word) => char.IsWhiteSpace(word[0]) ? 1 : char.IsLetterOrDigit(word[0]) ? 30 : 8;

    /// <summary>Neighbours of a kind as one piece; a blank between two changes belongs to them, or a changed phrase would fall into words.</summary>
    private static List<DiffPiece> Joined(List<(DiffKind Kind, string Word)> words)
    {
        var pieces = new List<DiffPiece>();
        var (deleted, inserted) = ("", "");
        void Flush()
        {
            if (deleted.Length > 0)
                pieces.Add(new(DiffKind.Deleted, deleted));
            if (inserted.Length > 0)
                pieces.Add(new(DiffKind.Inserted, inserted));
            (deleted, inserted) = ("", "");
        }
        for (var n = 0; n < words.Count; n++)
        {
            var (kind, word) = words[n];
            var isBridge = kind == DiffKind.Both && string.IsNullOrWhiteSpace(word) && deleted.Length + inserted.Length > 0 && n + 1 < words.Count && words[n + 1].Kind != DiffKind.Both;
            if (kind == DiffKind.Both && !isBridge)
            {
                Flush();
                if (pieces is [.., { Kind: DiffKind.Both } last])
                    pieces[^1] = last with { Text = last.Text + word };
                else
                    pieces.Add(new(DiffKind.Both, word));
                continue;
            }
            deleted += kind == DiffKind.Inserted ? "" : word;
            inserted += kind == DiffKind.Deleted ? "" : word;
        }
        Flush();
        return pieces;
    }

    /// <summary>Words, blanks, and signs one by one: a comma that is gone is a comma, and not another word.</summary>
    private static List<string> Split(string text) => [.. Token().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}'’_]+|\s+|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
