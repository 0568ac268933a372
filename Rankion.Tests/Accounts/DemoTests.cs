using Microsoft.EntityFrameworkCore;
using Rankion.Core.Accounts;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Accounts;

public sealed class DemoTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_empty_database_gets_a_demo_once(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var access = (await stage.Get<Demo>().SeedAsync(Ct))!;

        Assert.True(stage.Get<People>().HasPassword((await stage.Get<People>().FindByEmailAsync("demo@rankion.local", Ct))!, access.Password));
        var actor = (await stage.Get<ApiTokens>().AuthenticateAsync(access.Token, Ct)).Actor!;
        Assert.Equal(1000, await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
        await using var db = await stage.Database.OpenAsync(Ct);
        var images = await db.For(actor).Images.OrderBy(i => i.Id).ToListAsync(Ct);
        Assert.Equal(6, images.Count(i => i.Source == ImageSource.Generated));
        var root = Assert.Single(images, i => i.VariantsCount > 0);
        var variants = images.Where(i => i.ParentId == root.Id && i.RootId == root.Id).ToList();
        Assert.Equal((2, 2), (variants.Count, root.VariantsCount));
        Assert.Single(images.Select(i => i.ProjectId).Distinct(), 1L);
        Assert.Null(await stage.Get<Demo>().SeedAsync(Ct));
    }

    [Fact]
    public async Task The_demos_pictures_are_drawn_like_everybodys()
    {
        await using var stage = await Stage.OpenAsync();
        var access = (await stage.Get<Demo>().SeedAsync(Ct))!;
        var actor = (await stage.Get<ApiTokens>().AuthenticateAsync(access.Token, Ct)).Actor!;
        await stage.StartAsync();
        foreach (var job in await stage.Get<JobQueue>().ListRecentAsync(actor, 20, Ct))
            Assert.Equal(JobStatus.Ready, (await stage.Services.WhenJobEndsAsync(actor, job.Id)).Status);
        Assert.Equal(1000, await stage.Get<CreditLedger>().BalanceAsync(actor, Ct));
    }
}
