using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Core.Teams;
using Rankion.Tests.Generation;
using Rankion.Tests.Imaging;
using Rankion.Tests.Support;

namespace Rankion.Tests.Editing;

/// <summary>What is accepted, what it costs, and what becomes of the family. What is sent out is <see cref="EditWireTests"/>'.</summary>
public sealed class EditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_edit_becomes_a_variant_and_the_original_stays_as_it_was(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var original = Pictures.Make(1536, 1024);
        var source = await world.AddImageAsync(original);
        world.Stage.Clock.Advance(TimeSpan.FromMinutes(5));

        var receipt = (await world.EditAsync(source, new() { Prompt = " same scene, golden hour lighting " }))!;
        Assert.Equal((10, 990), (receipt.CreditsCharged, receipt.CreditsRemaining));
        Assert.Equal(receipt.ImageIds, (await world.DetailAsync(source.Id)).Variants.Select(i => i.Id));
        Assert.Equal(JobStatus.Ready, (await world.EndAsync(receipt.JobId)).Status);

        var (parent, variants, _) = await world.DetailAsync(source.Id);
        var variant = Assert.Single(variants);
        Assert.Equal((ProcessingStatus.Ready, ImageSource.Edited, "Harbour", "same scene, golden hour lighting"), (variant.Status, variant.Source, variant.Title, variant.Prompt));
        Assert.Equal((source.Id, source.Id, receipt.EditSessionId, 10), (variant.ParentId, variant.RootId, variant.EditSessionId, variant.Credits));
        Assert.Equal(("gpt-image-2", 1536, 1024), (variant.Model, variant.Width, variant.Height));
        Assert.Equal((1, world.Stage.Clock.UtcNow, source.Sha256), (parent.VariantsCount, parent.EditedAt, parent.Sha256));
        Assert.Equal(source.UpdatedAt + TimeSpan.FromMinutes(5), parent.UpdatedAt);
        Assert.Equal(original, await world.FileAsync(BlobNames.Original(source.Sha256!, source.Format!)));
        Assert.Equal(990, await world.BalanceAsync());
        var trail = (await world.Stage.Get<AuditTrail>().ReadAsync(world.Actor, new() { Action = "image" }, new(), Ct)).Items;
        Assert.Equal(("image.edited", source.Id, $"→ {variant.Id}"), (trail.Single().Entry is var e ? (e.Action, e.SubjectId, e.Detail) : default));
    }

    [DatabaseTheory]
    public async Task Three_variants_cost_three_edits_and_an_edit_of_one_belongs_to_the_same_lineage(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var first = (await world.EditAsync(source, new() { Prompt = "warmer", N = 3 }))!;
        Assert.Equal((3, 30), (first.ImageIds.Count, first.CreditsCharged));
        Assert.Equal((JobStatus.Ready, 3), (await world.EndAsync(first.JobId) is var job ? (job.Status, job.Done) : default));

        var child = (await world.DetailAsync(first.ImageIds[1])).Image;
        var second = (await world.EditAsync(child, new() { Prompt = "colder", EditSessionId = first.EditSessionId }))!;
        await world.EndAsync(second.JobId);

        Assert.Equal(first.EditSessionId, second.EditSessionId);
        var grandchild = await world.DetailAsync(second.ImageIds[0]);
        Assert.Equal((child.Id, source.Id, first.EditSessionId), (grandchild.Image.ParentId, grandchild.Image.RootId, grandchild.Image.EditSessionId));
        Assert.Equal([source.Id, child.Id], grandchild.Ancestors.Select(i => i.Id));
        Assert.Equal((3, 1), ((await world.DetailAsync(source.Id)).Image.VariantsCount, grandchild.Parent!.VariantsCount));
        Assert.Equal(960, await world.BalanceAsync());
        Assert.NotEqual(first.EditSessionId, (await world.EditAsync(source, new() { Prompt = "another run" }))!.EditSessionId);
    }

    [DatabaseTheory]
    public async Task Members_who_edit_one_image_at_the_same_instant_all_get_theirs(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var other = (await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Editor)).Actor;

        var receipts = await Task.WhenAll(new[] { world.Actor, other, world.Actor, other }.Select(actor => world.EditAsync(source, new() { Prompt = "warmer" }, actor)));

        var (parent, variants, _) = await world.DetailAsync(source.Id);
        Assert.Equal(4, parent.VariantsCount);
        Assert.Equal(receipts.SelectMany(r => r!.ImageIds).Order(), variants.Select(i => i.Id));
        Assert.Equal(2, variants.Count(i => i.CreatedById == other.UserId));
        Assert.Equal(960, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Without_credits_nothing_is_created(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider, credits: 19);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.EditAsync(source, new() { Prompt = "warmer", N = 2 }));

        Assert.Equal(("insufficient_credits", 20, 19), (refusal.Code, (int)refusal.Details["required"], (int)refusal.Details["available"]));
        await AssertUntouchedAsync(world, source);
        Assert.Equal(19, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task What_is_not_there_is_not_edited(DatabaseProvider provider)
    {
        await using var world = await World.OpenStillAsync(provider);
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;

        Assert.Null(await world.EditAsync(source, new() { Prompt = "warmer" }, stranger));
        Assert.Null(await world.Stage.Get<Editor>().EditAsync(world.Actor, source.Id + 1000, new() { Prompt = "warmer" }, Ct));
        var foreign = (await world.EditAsync(source, new() { Prompt = "warmer" }))!.EditSessionId;
        var theirs = await world.AddImageAsync(Pictures.Make(64, 64), i => i.TeamId = stranger.TeamId);
        foreach (var session in new[] { foreign, foreign + 1000 })
            Assert.Equal("edit_session_id", await RefusedFieldAsync(() => world.EditAsync(theirs, new() { Prompt = "warmer", EditSessionId = session }, stranger)));
    }

    [Theory]
    [InlineData(ProcessingStatus.Queued, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Processing, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Failed, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Cancelled, false, "image_not_ready")]
    [InlineData(ProcessingStatus.Ready, true, "image_trashed")]
    public async Task What_is_not_finished_or_lies_in_the_trash_is_not_edited(ProcessingStatus status, bool trashed, string code)
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(64, 64), i => (i.Status, i.DeletedAt) = (status, trashed ? i.CreatedAt : null));

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.EditAsync(source, new() { Prompt = "warmer" }));

        Assert.Equal((409, code), (refusal.Status, refusal.Code));
        await AssertUntouchedAsync(world, source);
    }

    [Fact]
    public async Task A_reader_edits_nothing()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(64, 64));
        var reader = (await world.Stage.Services.AddMemberAsync(world.Team.Id, TeamRole.Viewer)).Actor;

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.EditAsync(source, new() { Prompt = "warmer" }, reader));

        Assert.Equal(403, refusal.Status);
        await AssertUntouchedAsync(world, source);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_refused_by_field()
    {
        await using var world = await World.OpenStillAsync();
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var good = new EditRequest { Prompt = "x" };
        foreach (var (bad, field) in new (EditRequest, string)[]
        {
            (new() { Prompt = " " }, "prompt"), (new() { Prompt = new('x', 32_001) }, "prompt"),
            (good with { N = 0 }, "n"), (good with { N = 9 }, "n"),
            (good with { Model = "dall-e-2" }, "model"), (good with { Size = "huge" }, "size"), (good with { Size = "16x16" }, "size"),
            (good with { Quality = "best" }, "quality"),
        })
            Assert.Equal(field, await RefusedFieldAsync(() => world.EditAsync(source, bad)));
        await AssertUntouchedAsync(world, source);
        Assert.NotNull(await world.EditAsync(source, new() { Prompt = new('x', 32_000), N = 8 }));
    }

    [Fact]
    public async Task A_model_that_cannot_edit_is_refused_by_name_and_passed_over_by_default()
    {
        const string models = "Rankion:Providers:OpenAI:Models";
        await using var world = await World.OpenStillAsync(settings:
            [($"{models}:0:Id", "words-only"), ($"{models}:1:Id", "no-mask"), ($"{models}:1:MaxInputs", "1"),
             ($"{models}:2:Id", "all"), ($"{models}:2:MaxInputs", "4"), ($"{models}:2:Masks", "true")]);
        var source = await world.AddImageAsync(Pictures.Make(1024, 1024));
        var mask = Pictures.Mask(1024, 1024);

        Assert.Equal("model", await RefusedFieldAsync(() => world.EditAsync(source, new() { Prompt = "x", Model = "words-only" })));
        Assert.Equal("mask", await RefusedFieldAsync(() => world.EditAsync(source, new() { Prompt = "x", Model = "no-mask", Mask = mask })));
        await AssertUntouchedAsync(world, source);
        await world.EditAsync(source, new() { Prompt = "x" });
        await world.EditAsync(source, new() { Prompt = "x", Mask = mask });
        Assert.Equal(["no-mask", "all"], (await world.DetailAsync(source.Id)).Variants.Select(i => i.Model));
    }

    private static async Task<string> RefusedFieldAsync(Func<Task> edit)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(edit);
        Assert.Equal(422, refusal.Status);
        return Assert.Single(refusal.Errors.Keys);
    }

    private static async Task AssertUntouchedAsync(World world, Image source)
    {
        var (parent, variants, _) = await world.DetailAsync(source.Id);
        Assert.Equal((0, null, source.Version), (parent.VariantsCount, parent.EditedAt, parent.Version));
        Assert.Empty(variants);
        Assert.Empty(await world.Stage.Get<JobQueue>().ListRecentAsync(world.Actor, 10, Ct));
        await using var db = await world.Stage.Database.OpenAsync(Ct);
        Assert.False(await db.For(world.Actor).EditSessions.AnyAsync(Ct));
    }
}
