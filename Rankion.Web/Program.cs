using Rankion.Core;
using Rankion.Core.Data;

// Configuration and web files stand beside the app; relative data paths are the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRankion(builder.Configuration);

var app = builder.Build();
await app.Services.GetRequiredService<Migrator>().MigrateAsync(CancellationToken.None);
await app.RunAsync();

public partial class Program;
