using System.Globalization;

namespace Rankion.Core.Images;

/// <summary>A row of a list, as the database has it.</summary>
internal sealed record MarkRow(long Id, long At, int Width, int Height, string? DominantColor, long? RootId, bool IsPrimary)
{
    public ImageMark Mark => new(Id, At, Width > 0 && Height > 0 ? (float)((double)Width / Height) : 0, Color);

    private int Color => DominantColor is ['#', .. var hex] && int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var color) ? color : -1;
}

/// <summary>
/// A family of variants as one entry of a list. In front stands the one that was chosen to, else the original; where neither
/// is in the list, the first that is: a search that finds only a variant shows it.
/// </summary>
internal static class Stacks
{
    /// <param name="stacks">False: everybody stands for themselves.</param>
    public static IReadOnlyList<ImageMark> Fronts(IReadOnlyList<MarkRow> rows, bool stacks)
    {
        var fronts = stacks ? FrontsOf(rows) : [];
        var marks = new List<ImageMark>(rows.Count);
        foreach (var row in rows)
        {
            if (fronts.Count == 0 || !fronts.TryGetValue(row.RootId ?? row.Id, out var front) || front.Id == row.Id)
                marks.Add(row.Mark);
        }
        return marks;
    }

    /// <summary>By the original's id; only of families that have a variant in the list.</summary>
    private static Dictionary<long, MarkRow> FrontsOf(IReadOnlyList<MarkRow> rows)
    {
        var fronts = new Dictionary<long, MarkRow>();
        foreach (var row in rows.Where(r => r.RootId is not null))
        {
            if (!fronts.TryGetValue(row.RootId!.Value, out var front) || (row.IsPrimary && !front.IsPrimary))
                fronts[row.RootId.Value] = row;
        }
        foreach (var original in rows.Where(r => r.RootId is null))
        {
            if (fronts.TryGetValue(original.Id, out var front) && !front.IsPrimary)
                fronts[original.Id] = original;
        }
        return fronts;
    }
}
