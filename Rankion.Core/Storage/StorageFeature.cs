using Microsoft.Extensions.DependencyInjection;

namespace Rankion.Core.Storage;

public static class StorageFeature
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<StoragePlans>().BindConfiguration(StoragePlans.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IBlobStore, DiskBlobStore>().AddSingleton<ImageFiles>().AddSingleton<OrphanSweep>()
            .AddSingleton<StorageBreakdowns>().AddSingleton<StorageMeter>().AddSingleton<StorageReconciliation>();
    }
}
