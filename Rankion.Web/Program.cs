using Rankion.Core.Data;
using Rankion.Web;
using Rankion.Web.Commands;

if (CommandLine.IsCommand(args))
    return await CommandLine.RunAsync(args);

// Configuration and web files stand beside the app; relative data paths are the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
// ASPNETCORE_URLS and its like stand over appsettings.json, which the framework reads after them.
builder.Configuration.AddEnvironmentVariables("ASPNETCORE_").AddCommandLine(args);
builder.WebHost.UseStaticWebAssets();
builder.AddWeb();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
app.UseWeb();
await app.RunAsync();
return 0;

public partial class Program;
