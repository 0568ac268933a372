using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rankion.Core.Audit;

namespace Rankion.Web.Components.Settings;

/// <summary>A view of the audit log, as its address says it.</summary>
/// <param name="From">A day, <c>2026-11-20</c>, on the reader's calendar.</param>
/// <param name="To">The last day, with all of it.</param>
internal sealed record AuditLink(long? By = null, string? Action = null, string? From = null, string? To = null, string? Cursor = null)
{
    public string Path => QueryHelpers.AddQueryString("/settings/audit", new Dictionary<string, string?>
    {
        ["by"] = By?.ToString(CultureInfo.InvariantCulture),
        ["action"] = Action,
        ["from"] = From,
        ["to"] = To,
        ["cursor"] = Cursor,
    }.Where(p => !string.IsNullOrEmpty(p.Value)));

    /// <summary>What nobody can read in the address is left out.</summary>
    public AuditFilter Filter(TimeZoneInfo zone) => new()
    {
        UserId = By,
        Action = string.IsNullOrEmpty(Action) ? null : Action,
        From = Start(From, 0, zone),
        To = Start(To, 1, zone)?.AddTicks(-1),
    };

    private static DateTime? Start(string? day, int later, TimeZoneInfo zone)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1000 or > 9000)
            return null;
        var local = date.AddDays(later).ToDateTime(TimeOnly.MinValue);
        // where a day begins after midnight, an hour is skipped for summer time
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}
