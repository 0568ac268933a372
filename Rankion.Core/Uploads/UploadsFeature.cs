using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Uploads;

public static class UploadsFeature
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddOptions<UploadOptions>().BindConfiguration(UploadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(Network.System).AddSingleton<RemoteFiles>().AddSingleton<MediaIntake>().AddSingleton<UploadedImages>().AddSingleton<Uploader>();
    }
}
