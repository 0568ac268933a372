using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Calendar;

public static class CalendarFeature
{
    public static IServiceCollection AddCalendar(this IServiceCollection services) =>
        services.AddSingleton<Agenda>().AddSingleton<Planner>().AddSingleton<CalendarFeeds>().AddSingleton<DueEvents>();
}
