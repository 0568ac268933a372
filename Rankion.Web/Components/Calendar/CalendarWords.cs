using Rankion.Core.Language;

namespace Rankion.Web.Components.Calendar;

/// <summary>What the calendar says.</summary>
internal static class CalendarWords
{
    public static readonly Words Say = new(typeof(CalendarWords));
}
