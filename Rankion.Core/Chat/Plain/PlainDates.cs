using System.Globalization;
using System.Text.RegularExpressions;

namespace Rankion.Core.Chat.Plain;

/// <summary>Days and hours as people name them, in English and German.</summary>
internal static partial class PlainDates
{
    /// <summary>When nobody says at what time.</summary>
    private const int UsualHour = 9;

    private static readonly string[][] Weekdays =
    [
        ["sunday", "sonntag"], ["monday", "montag"], ["tuesday", "dienstag"], ["wednesday", "mittwoch"], ["thursday", "donnerstag"], ["friday", "freitag"], ["saturday", "samstag", "sonnabend"],
    ];

    private static readonly string[][] Hours =
    [
        [], ["one", "eins", "ein"], ["two", "zwei"], ["three", "drei"], ["four", "vier"], ["five", "fünf"], ["six", "sechs"], ["seven", "sieben"], ["eight", "acht"], ["nine", "neun"], ["ten", "zehn"], ["eleven", "elf"], ["twelve", "zwölf"],
    ];

    private static readonly string[][] Months =
    [
        ["january", "jan", "januar"], ["february", "feb", "februar"], ["march", "mar", "märz", "maerz"], ["april", "apr"], ["may", "mai"], ["june", "jun", "juni"], ["july", "jul", "juli"],
        ["august", "aug"], ["september", "sep", "sept"], ["october", "oct", "oktober", "okt"], ["november", "nov"], ["december", "dec", "dezember", "dez"],
    ];

    /// <summary>The local time that a text names; null where it names no day.</summary>
    /// <param name="today">Local.</param>
    public static DateTime? Find(string text, DateOnly today)
    {
        if (Day(text, today) is not { } day)
            return null;
        if (Odd().IsMatch(text))
            return null;
        var time = Time().Match(text);
        if (!time.Success)
            return day.ToDateTime(new(Named(text), 0));
        var hour = Hour(time.Groups["h"].Value);
        var minute = time.Groups["m"].Success ? int.Parse(time.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        if (time.Groups["half"].Value.StartsWith("p", StringComparison.OrdinalIgnoreCase) && hour < 12)
            hour += 12;
        if (time.Groups["half"].Value.StartsWith("a", StringComparison.OrdinalIgnoreCase) && hour == 12)
            hour = 0;
        return hour > 23 || minute > 59 ? null : day.ToDateTime(new(hour, minute));
    }

    private static int Hour(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour : Array.FindIndex(Hours, names => names.Contains(text.ToLowerInvariant()));

    /// <summary>A part of the day, where one is named.</summary>
    private static int Named(string text) => Part().Match(text) is not { Success: true } part ? UsualHour : part.Value.ToLowerInvariant() switch
    {
        "noon" or "midday" or "mittag" or "mittags" => 12,
        "afternoon" or "nachmittag" or "nachmittags" => 15,
        _ => 18,
    };

    private static DateOnly? Day(string text, DateOnly today)
    {
        if (Iso().Match(text) is { Success: true } iso)
            return DateOnly.TryParseExact(iso.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact) ? exact : null;
        if (Dotted().Match(text) is { Success: true } dotted)
            return Of(dotted.Groups["y"], Number(dotted.Groups["m"]), Number(dotted.Groups["d"]), today);
        if (Month().Match(text) is { Success: true } named)
            return Of(named.Groups["y"], 1 + Array.FindIndex(Months, names => names.Contains(named.Groups["month"].Value.ToLowerInvariant())), Number(named.Groups["d"]), today);
        if (InDays().Match(text) is { Success: true } days)
            return Weekday().IsMatch(text) ? null : today.AddDays(PlainNumbers.Read(days.Groups["n"].Value) * (days.Groups["unit"].Value.StartsWith("w", StringComparison.OrdinalIgnoreCase) ? 7 : 1));
        if (Near().Match(text) is { Success: true } near)
            return near.Value.ToLowerInvariant() switch { "today" or "heute" or "tonight" => today, "tomorrow" or "morgen" => today.AddDays(1), _ => today.AddDays(2) };
        if (Weekday().Match(text) is not { Success: true } weekday)
            return null;
        var wanted = Array.FindIndex(Weekdays, names => names.Contains(weekday.Groups["day"].Value.ToLowerInvariant()));
        var ahead = (wanted - (int)today.DayOfWeek + 7) % 7;
        // weeks begin on Monday
        if (NextWeek().Match(text) is { Success: true } week)
            return week.Groups["far"].Success ? null : today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7) + ((wanted + 6) % 7));
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    /// <summary>Without a year: the next time that the day comes.</summary>
    private static DateOnly? Of(Group year, int month, int day, DateOnly today)
    {
        var named = year.Success && year.Length > 0;
        var number = named ? Number(year) is var y and < 100 ? 2000 + y : Number(year) : today.Year;
        if (month is < 1 or > 12 || number is < 2000 or > 2099 || day < 1 || day > DateTime.DaysInMonth(number, month))
            return null;
        var date = new DateOnly(number, month, day);
        return named || date >= today ? date : date.AddYears(1);
    }

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b")]
    private static partial Regex Iso();

    [GeneratedRegex(@"\b(?<d>\d{1,2})\.\s?(?<m>\d{1,2})\.(?:\s?(?<y>\d{4}|\d{2})\b)?")]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\b(?:(?<d>\d{1,2})(?:\.|st|nd|rd|th)?(?:\s+of)?\s+(?<month>january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|maerz|mai|juni|juli|oktober|dezember|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|okt|nov|dec|dez)\b|(?<month>january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|maerz|mai|juni|juli|oktober|dezember|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|okt|nov|dec|dez)\s+(?<d>\d{1,2})(?:st|nd|rd|th)?\b)(?:,?\s+(?<y>\d{4})\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Month();

    [GeneratedRegex(@"\bin\s+(?<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eine[rm]?|zwei|drei|vier|fünf|sechs|sieben)\s+(?<unit>days?|weeks?|tage?n?|wochen?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex InDays();

    [GeneratedRegex(@"\b(?:today|tonight|tomorrow|heute|übermorgen|morgen|day after tomorrow)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Near();

    [GeneratedRegex(@"\b(?<day>sunday|monday|tuesday|wednesday|thursday|friday|saturday|sonntag|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\b(?:(?<far>übernächste\w*|week after next)|next week|(?:nächste|kommende)[rn]? woche)(?:\s+woche)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NextWeek();

    [GeneratedRegex(@"\b(?:noon|midday|afternoon|evening|tonight|mittags?|nachmittags?|abends?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    // times in words: nothing is better than a wrong hour
    [GeneratedRegex(@"\b(?:halb\s+\p{L}|(?:drei)?viertel\b|kurz (?:vor|nach)|half past|quarter (?:past|to)|(?:um|at)\s+\S+\s+(?:past|to|vor|nach)\s+\S|midnight|mitternacht)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Odd();

    [GeneratedRegex(@"(?:\b(?:at|um|gegen)\s+(?<h>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?!\d|\p{L}|\s*\.\s?\d{1,2}\.|\.?\s+(?:of\s+)?(?:jan|feb|mar|mär|maer|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)|\s+(?:days?|weeks?|tage?n?|wochen?)\b)(?:[:.](?<m>\d{2})(?!\d))?\s*(?:(?<half>am|pm|a\.m\.|p\.m\.)(?!\p{L}))?|\b(?<h>\d{1,2})(?:[:.](?<m>\d{2}))?\s*(?:(?<half>am|pm)\b|(?:uhr|h)\b)|\b(?<h>\d{1,2}):(?<m>\d{2})\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Time();
}
