using Rankion.Core.Data;
using Rankion.Web;

// Configuration and web files stand beside the app; relative data paths are the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.AddWeb();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
app.UseWeb();
await app.RunAsync();

public partial class Program;
