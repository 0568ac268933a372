namespace Rankion.Web.Uploads;

public static class UploadDeskFeature
{
    public static IServiceCollection AddUploadDesk(this IServiceCollection services) => services.AddSingleton<UploadDesk>().AddSingleton<PageDoor>();
}
