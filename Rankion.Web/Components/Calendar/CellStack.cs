using Rankion.Core.Calendar;

namespace Rankion.Web.Components.Calendar;

/// <summary>How many cards fit into the cell of a day.</summary>
public static class CellStack
{
    /// <summary>Pixels of a cell before anybody has measured one.</summary>
    public const int UsualHeight = 118;

    private const int Head = 24;
    private const int MoreLine = 18;
    private const int Gap = 3;

    /// <param name="height">Of the whole cell, in pixels.</param>
    /// <returns>How many of the first ones are shown; where it is not all, there is room left to say how many more.</returns>
    public static int Fit(IReadOnlyList<EventLine> events, Func<EventLine, bool> hasPicture, int height)
    {
        var (room, fit) = (height - Head, 0);
        foreach (var e in events)
        {
            room -= HeightOf(e, hasPicture(e)) + Gap;
            if (room < 0)
                break;
            fit++;
        }
        if (fit == events.Count)
            return fit;
        room = height - Head - MoreLine;
        var shown = 0;
        foreach (var e in events.Take(fit))
        {
            room -= HeightOf(e, hasPicture(e)) + Gap;
            if (room < 0)
                break;
            shown++;
        }
        return shown;
    }

    private static int HeightOf(EventLine e, bool hasPicture) => hasPicture ? 54 : e.Status is EventStatus.Idea or EventStatus.Cancelled ? 20 : 34;
}
