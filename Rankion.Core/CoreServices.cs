using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Rankion.Core.Accounts;
using Rankion.Core.Articles;
using Rankion.Core.Audit;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Collections;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Exports;
using Rankion.Core.Generation;
using Rankion.Core.Generation.OpenAi;
using Rankion.Core.Generation.Sketch;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Live;
using Rankion.Core.Projects;
using Rankion.Core.Sharing;
using Rankion.Core.Similar;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Core.Uploads;
using Rankion.Core.Videos;

namespace Rankion.Core;

public static class CoreServices
{
    /// <summary>The whole product: one line per feature, in reading order.</summary>
    public static IServiceCollection AddRankion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddData(configuration);
        services.AddLive(configuration);
        services.AddAudit();
        services.AddTeams();
        services.AddAccounts();
        services.AddStorage();
        services.AddImaging();
        services.AddJobs();
        services.AddCredits();
        services.AddProjects();
        services.AddImages();
        services.AddCollections();
        services.AddSimilar();
        services.AddOpenAiProvider();
        services.AddSketchProvider();
        services.AddProviderCatalog();
        services.AddGeneration();
        services.AddEditing();
        services.AddVideos();
        services.AddUploads();
        services.AddExports();
        services.AddSharing();
        services.AddChat();
        services.AddArticles();
        services.AddCalendar();
        return services;
    }
}
