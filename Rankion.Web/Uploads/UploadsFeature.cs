namespace Rankion.Web.Uploads;

public static class UploadsFeature
{
    public static IServiceCollection AddUploadDesk(this IServiceCollection services) => services.AddSingleton<UploadDesk>();
}
