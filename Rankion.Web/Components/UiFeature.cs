using Radzen;
using Rankion.Web.Components.Articles;
using Rankion.Web.Components.Calendar;
using Rankion.Web.Components.Gallery;
using Rankion.Web.Components.Jobs;
using Rankion.Web.Components.Layout;
using Rankion.Web.Components.Search;
using Rankion.Web.Components.Settings;
using Rankion.Web.Components.Sharing;
using Rankion.Web.Components.Ui;
using Rankion.Web.Components.Viewer;

namespace Rankion.Web.Components;

/// <summary>The pages: one door onto the product.</summary>
public static class UiFeature
{
    // A prompt is up to 32,000 characters, and the state handed from the first frame to the circuit is larger than the 32 KB default.
    private const int MaxMessageBytes = 512 * 1024;

    public static IServiceCollection AddUi(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MaxMessageBytes);
        services.AddRadzenComponents();
        return services.AddPageState();
    }

    /// <summary>What pages of one circuit share.</summary>
    internal static IServiceCollection AddPageState(this IServiceCollection services)
    {
        services.AddSingleton<Tiles>().AddSingleton<JobCards>();
        services.AddScoped<TileList>().AddScoped<GalleryNews>().AddScoped<GalleryState>().AddScoped<TeamActivity>().AddScoped<Toasts>().AddScoped<Undo>().AddScoped<Bulk.BulkDesk>().AddScoped<Bulk.BulkActions>().AddScoped<Bulk.BulkWork>().AddScoped<TileActions>().AddScoped<TileCuration>().AddScoped<LargerCopies>().AddTransient<OpenImage>().AddScoped<ShareDesk>().AddTransient<SharedImage>().AddScoped<LastPanel>().AddTransient<Neighbours>().AddScoped<JobActions>();
        services.AddSingleton<Completions>().AddScoped<SearchDesk>().AddScoped<Composer.ComposerDesk>().AddScoped<Editing.EditDesk>().AddScoped<PlaceCounts>();
        services.AddScoped<Collections.CollectionShelf>().AddScoped<Collections.CollectDesk>().AddScoped<Collections.CollectionActions>().AddScoped<Collections.CollectionEnd>();
        services.AddScoped<CardPictures>().AddScoped<CalendarState>().AddScoped<CalendarActions>();
        services.AddSingleton<ArticlePreview>().AddScoped<ArticleEditing>().AddScoped<UseWarning>().AddScoped<DueList>();
        services.AddTransient<Chat.ChatTiles>().AddTransient<Chat.ChatTalk>().AddScoped<Chat.ChatDesk>().AddScoped<Chat.ChatPictures>();
        services.AddTransient<Variants.FamilyTree>().AddScoped<Variants.FamilyActions>().AddTransient<Compare.CompareSet>();
        services.AddScoped<Bulk.ScopeQuestions>().AddTransient<Trash.TrashState>();
        return services;
    }

    public static WebApplication MapUi(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapCreditsFile();
        app.MapGet("/", () => Results.Redirect("/images")).ExcludeFromDescription();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
