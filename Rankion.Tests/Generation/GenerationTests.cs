using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Jobs;
using Rankion.Core.Storage;
using Rankion.Tests.Support;

namespace Rankion.Tests.Generation;

/// <summary>From an accepted request to what stands in the gallery and in the ledger, with a provider that behaves and one that does not.</summary>
public sealed class GenerationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_request_becomes_images_in_the_gallery_and_is_charged_once(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var receipt = await world.GenerateAsync(new() { Prompt = "A quiet harbour", N = 3, Tags = ["Hero", " hero ", "Sea"] });
        Assert.Equal((15, 985), (receipt.CreditsCharged, receipt.CreditsRemaining));

        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Ready, 3, 3), (job.Status, job.Done, job.Total));
        var images = await world.ImagesAsync();
        Assert.Equal(receipt.ImageIds.Order(), images.Select(i => i.Id).Order());
        Assert.All(images, i =>
        {
            Assert.Equal((ProcessingStatus.Ready, "A quiet harbour", 1024, 1024, 5), (i.Status, i.Title, i.Width, i.Height, i.Credits));
            Assert.Equal(["hero", "sea"], i.Tags);
            Assert.Equal(receipt.GenerationId, i.GenerationId);
        });
        Assert.True(await world.Stage.Get<IBlobStore>().ExistsAsync(BlobNames.Thumbnail(images[0].Sha256!, 640), Ct));
        Assert.Equal(985, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Without_credits_nothing_is_created(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider, credits: 9);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.GenerateAsync(new() { Prompt = "x", N = 2 }));

        Assert.Equal(("insufficient_credits", 402), (refusal.Code, refusal.Status));
        Assert.Equal((10, 9), ((int)refusal.Details["required"], (int)refusal.Details["available"]));
        Assert.Empty(await world.ImagesAsync());
        Assert.Empty(await world.Stage.Get<JobQueue>().ListRecentAsync(world.Actor, 10, Ct));
        Assert.Equal(9, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Requests_at_the_same_instant_never_spend_more_than_there_is(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider, credits: 17);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                await world.GenerateAsync(new() { Prompt = "x" });
                return true;
            }
            catch (RefusalException e) when (e.Status == 402)
            {
                return false;
            }
        }));

        Assert.Equal(3, outcomes.Count(accepted => accepted));
        Assert.Equal(2, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task A_refused_prompt_fails_with_the_reason_and_the_money_comes_back(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        world.OpenAi.Refuse(400, "moderation_blocked", "Your request was rejected by the safety system.", "image_generation_user_error");

        var receipt = await world.GenerateAsync(new() { Prompt = "x" });
        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Failed, "provider_moderated"), (job.Status, job.ErrorCode));
        var image = Assert.Single(await world.ImagesAsync());
        Assert.Equal((ProcessingStatus.Failed, "provider_moderated", 0), (image.Status, image.ErrorCode, image.Credits));
        Assert.NotEmpty(image.ErrorMessage!);
        Assert.Single(world.OpenAi.Requests);
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task One_refused_image_does_not_take_the_others_along(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        world.OpenAi.AnswerOnce(400, FakeOpenAi.Error("moderation_blocked", "No.", "image_generation_user_error"));

        var job = await world.EndAsync(await world.GenerateAsync(new() { Prompt = "x", N = 3 }));

        Assert.Equal((JobStatus.Ready, 3), (job.Status, job.Done));
        Assert.Equal(2, (await world.ImagesAsync()).Count(i => i.Status == ProcessingStatus.Ready));
        Assert.Equal(990, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task A_busy_provider_is_asked_again_after_the_time_it_names(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        world.OpenAi.AnswerOnce(429, FakeOpenAi.Error("rate_limit_exceeded", "Slow down."), headers: ("Retry-After", "30"));

        var receipt = await world.GenerateAsync(new() { Prompt = "x" });
        var waiting = await world.WhenAsync(receipt, j => j.Stage == "waiting");
        Assert.Equal(TimeSpan.FromSeconds(30), waiting.RunAfter - world.Stage.Clock.UtcNow);
        Assert.Equal(995, await world.BalanceAsync());

        world.Stage.Clock.Advance(TimeSpan.FromSeconds(30));
        world.Stage.Get<JobSignal>().Wake();
        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Ready, 2), (job.Status, job.Attempts));
        Assert.Equal(995, await world.BalanceAsync());
    }

    [Fact]
    public async Task A_provider_that_stays_busy_is_given_up_and_refunded()
    {
        await using var world = await World.OpenAsync(settings: ("Rankion:Jobs:MaxAttempts", "3"));
        world.OpenAi.Refuse(503, "server_error", "Down for now.");

        var receipt = await world.GenerateAsync(new() { Prompt = "x" });
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var waiting = await world.WhenAsync(receipt, j => j.Stage == "waiting" && j.Attempts == attempt);
            world.Stage.Clock.Advance(waiting.RunAfter - world.Stage.Clock.UtcNow);
            world.Stage.Get<JobSignal>().Wake();
        }
        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Failed, "provider_unavailable", 3), (job.Status, job.ErrorCode, job.Attempts));
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Cancelling_a_job_stops_the_call_and_pays_it_back(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var called = world.OpenAi.NeverAnswer();
        var receipt = await world.GenerateAsync(new() { Prompt = "x", N = 2 });
        await called;

        var job = await world.Stage.Get<JobQueue>().CancelAsync(world.Actor, receipt.JobId, Ct);

        Assert.Equal(JobStatus.Cancelled, job!.Status);
        Assert.All(await world.ImagesAsync(), i => Assert.Equal((ProcessingStatus.Cancelled, 0), (i.Status, i.Credits)));
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Cancelling_one_image_leaves_the_rest_of_its_job_alone(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var release = new TaskCompletionSource();
        world.OpenAi.Answer(async (context, request) =>
        {
            await release.Task;
            await FakeOpenAi.DrawAsync(context, request);
        });
        var receipt = await world.GenerateAsync(new() { Prompt = "x", N = 2 });

        Assert.True(await world.Stage.Get<ImageOutcome>().CancelAsync(world.Actor, receipt.ImageIds[0], Ct));
        release.SetResult();
        var job = await world.EndAsync(receipt);

        Assert.Equal((JobStatus.Ready, 2), (job.Status, job.Done));
        var images = (await world.ImagesAsync()).ToDictionary(i => i.Id, i => i.Status);
        Assert.Equal((ProcessingStatus.Cancelled, ProcessingStatus.Ready), (images[receipt.ImageIds[0]], images[receipt.ImageIds[1]]));
        Assert.Equal(995, await world.BalanceAsync());
        Assert.False(await world.Stage.Get<ImageOutcome>().CancelAsync(world.Actor, receipt.ImageIds[0], Ct));
    }

    [DatabaseTheory]
    public async Task A_failed_image_tried_again_is_charged_anew_in_the_same_place(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        world.OpenAi.AnswerOnce(400, FakeOpenAi.Error("moderation_blocked", "No.", "image_generation_user_error"));
        var first = await world.GenerateAsync(new() { Prompt = "x" });
        await world.EndAsync(first);

        var again = await world.Stage.Get<Generator>().RetryAsync(world.Actor, first.ImageIds[0], Ct);
        await world.EndAsync(again!);

        var image = Assert.Single(await world.ImagesAsync());
        Assert.Equal((first.ImageIds[0], ProcessingStatus.Ready, null, again!.JobId), (image.Id, image.Status, image.ErrorCode, image.JobId));
        Assert.Equal(995, await world.BalanceAsync());
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.Stage.Get<Generator>().RetryAsync(world.Actor, image.Id, Ct));
        Assert.Equal("not_retryable", refusal.Code);
    }

    [DatabaseTheory]
    public async Task An_image_in_the_trash_is_not_tried_again(DatabaseProvider provider)
    {
        await using var world = await World.OpenAsync(provider);
        var image = await world.AddImageAsync(TinyPng.Of(4, 4), i => i.Status = ProcessingStatus.Failed);
        await world.Stage.Get<Trash>().PutAsync(world.Actor, image.Id, Ct);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.Stage.Get<Generator>().RetryAsync(world.Actor, image.Id, Ct));
        Assert.Equal((409, "image_trashed", 1000), (refusal.Status, refusal.Code, await world.BalanceAsync()));
    }

    [Fact]
    public async Task What_another_team_made_does_not_exist()
    {
        await using var world = await World.OpenAsync();
        var receipt = await world.GenerateAsync(new() { Prompt = "x" });
        await world.EndAsync(receipt);
        var stranger = (await world.Stage.CreateTeamAsync()).Owner;

        Assert.Null(await world.Stage.Get<Gallery>().FindAsync(stranger, receipt.ImageIds[0], Ct));
        Assert.Null(await world.Stage.Get<JobQueue>().CancelAsync(stranger, receipt.JobId, Ct));
        Assert.Null(await world.Stage.Get<Generator>().RetryAsync(stranger, receipt.ImageIds[0], Ct));
        Assert.Null(await world.Stage.Get<ImageOutcome>().CancelAsync(stranger, receipt.ImageIds[0], Ct));
        Assert.False(await world.Stage.Get<Gallery>().DismissAsync(stranger, receipt.ImageIds[0], Ct));
    }

    [Theory]
    [InlineData("", 1, "prompt")]
    [InlineData("   ", 1, "prompt")]
    [InlineData("x", 0, "n")]
    [InlineData("x", 9, "n")]
    public async Task What_cannot_be_drawn_is_refused_by_field(string prompt, int n, string field)
    {
        await using var world = await World.OpenAsync();
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.GenerateAsync(new() { Prompt = prompt, N = n }));
        Assert.Equal((422, field), (refusal.Status, refusal.Errors.Keys.Single()));
        Assert.Equal(1000, await world.BalanceAsync());
    }

    [Fact]
    public async Task The_longest_prompt_is_taken_and_one_character_more_is_not()
    {
        await using var world = await World.OpenAsync();
        await world.GenerateAsync(new() { Prompt = new string('x', 32_000) });
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => world.GenerateAsync(new() { Prompt = new string('x', 32_001) }));
        Assert.Equal("prompt", refusal.Errors.Keys.Single());
    }
}
