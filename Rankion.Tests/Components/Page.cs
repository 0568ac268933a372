using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Images;
using Rankion.Tests.Support;
using Rankion.Web;
using Rankion.Web.Accounts;
using Rankion.Web.Components;
using Rankion.Web.Media;

namespace Rankion.Tests.Components;

/// <summary>
/// A page of the product as a person of a team sees it: real Core, real database, no browser. No worker runs; the clock
/// stands still until it is advanced, and redraws that wait for it run then.
/// </summary>
internal sealed class Page : IAsyncDisposable
{
    private readonly BunitContext context = new();
    private BunitAuthorizationContext? authorization;

    private Page(Stage stage, TestTeam team, Actor actor) => (Stage, Team, Actor) = (stage, team, actor);

    public Stage Stage { get; }

    public TestTeam Team { get; }

    /// <summary>Who looks.</summary>
    public Actor Actor { get; }

    public BunitJSInterop Browser => context.JSInterop;

    /// <summary>What a component's script is asked to do, once it is attached.</summary>
    /// <param name="path">As <c>./Components/Ui/Modal.razor.js</c>.</param>
    public BunitJSInterop Script(string path)
    {
        var script = Browser.SetupModule(i => i.Identifier == "rankion.attach" && Equals(i.Arguments[0], path));
        script.Mode = JSRuntimeMode.Loose;
        return script;
    }

    public static async Task<Page> OpenAsync(int credits = 1000, Core.Teams.TeamRole? role = null, Action<TestSetup>? configure = null)
    {
        var core = new List<Type>();
        var stage = await Stage.OpenAsync(configure: setup =>
        {
            configure?.Invoke(setup);
            setup.Override(services =>
            {
                services.AddMedia();
                core.AddRange(services
                    .Where(s => s.Lifetime == ServiceLifetime.Singleton && s.ServiceType.Namespace!.StartsWith("Rankion.", StringComparison.Ordinal))
                    .Select(s => s.ServiceType));
            });
        });
        var team = await stage.CreateTeamAsync(credits: credits);
        var actor = role is null ? team.Owner : (await stage.Services.AddMemberAsync(team.Id, role.Value)).Actor;
        var page = new Page(stage, team, actor);
        await page.SetUpAsync(core.Distinct());
        return page;
    }

    public T Get<T>()
        where T : notnull => context.Services.GetRequiredService<T>();

    public IRenderedComponent<T> Render<T>(Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent => context.Render<T>(p =>
        {
            p.AddCascadingValue(new Preferences());
            parameters?.Invoke(p);
        });

    public Task<Image> AddImageAsync(Action<Image>? change = null) => Stage.AddImageAsync(Team.Owner, change);

    /// <summary>The session ends while the page stays open.</summary>
    public void SignOut() => authorization!.SetNotAuthorized();

    /// <summary>Lets everything run that waits for the clock, and the redraws it asks for.</summary>
    public void Tick() => Stage.Clock.Advance(TimeSpan.FromSeconds(1));

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await Stage.DisposeAsync();
    }

    private async Task SetUpAsync(IEnumerable<Type> core)
    {
        Browser.Mode = JSRuntimeMode.Loose;
        var services = context.Services;
        foreach (var type in core)
            services.AddSingleton(type, _ => Stage.Services.GetRequiredService(type));
        services.AddSingleton<TimeProvider>(Stage.Clock);
        services.AddSingleton(Stage.Get<IOptions<CreditsOptions>>());
        services.AddSingleton(new PublicUrl(Options.Create(new WebOptions { PublicUrl = "https://rankion.test" }), server: null!));
        services.AddPageState().AddScoped<CurrentActor>();
        context.AddBunitPersistentComponentState();
        authorization = context.AddAuthorization();
        authorization.SetAuthorized("person").SetClaims(new Claim(ClaimTypes.NameIdentifier, Actor.UserId.ToString(CultureInfo.InvariantCulture)));
        await Get<MediaSigner>().StartAsync(CancellationToken.None);
    }
}
