using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Web.Components;

// Configuration and web files stand beside the app; relative data paths are the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRankion(builder.Configuration);
builder.Services.AddUi();

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
app.UseAntiforgery();
app.MapUi();
await app.RunAsync();

public partial class Program;
