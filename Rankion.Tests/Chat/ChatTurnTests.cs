using Rankion.Core;
using Rankion.Core.Calendar;
using Rankion.Core.Chat;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Collections;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Chat;

/// <summary>Turns of a conversation with the planner, which answers the same every time.</summary>
public sealed class ChatTurnTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task A_variant_is_asked_for_first_then_made_paid_and_in_the_gallery(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider);
        var source = await chat.AddImageAsync();
        var session = await chat.SessionAsync(source);

        var asked = await chat.AskAsync(session, "Golden hour light, please");

        var call = Assert.Single(asked.Parts);
        Assert.Equal((ChatMessageState.Waiting, ChatCallState.Awaiting, MakingTools.Edit, true, 10, 0), (asked.State, call.State, call.Tool, call.Asked, call.Price, call.Credits));
        Assert.Equal("Golden hour light", call.Prompt);
        Assert.Equal(1000, await chat.World.BalanceAsync());
        Assert.Null((await chat.FindAsync(session))!.TurnId);

        var done = await chat.DecideAsync(asked, yes: true);

        call = done.Parts[0];
        Assert.Equal((ChatMessageState.Done, ChatCallState.Done, 10, 10, 990), (done.State, call.State, call.Credits, done.Credits, done.CreditsLeft));
        Assert.Equal(("planner", "Here is the variant."), (done.Model, done.Words));
        var variant = Assert.Single((await chat.World.DetailAsync(source.Id)).Variants);
        Assert.Equal((ProcessingStatus.Ready, "Golden hour light"), (variant.Status, variant.Prompt));
        Assert.Equal([variant.Id], call.ImageIds);
        Assert.Null((await chat.FindAsync(session))!.TurnId);
    }

    [DatabaseTheory]
    public async Task With_a_free_hand_several_things_are_done_in_a_row_without_asking_but_a_link_asks_all_the_same(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider);
        var session = await chat.SessionAsync();
        await chat.Sessions.ChangeAsync(chat.Actor, session.Id, new() { FreeHand = true }, Ct);

        var answer = await chat.AskAsync(session, "Make two images of a harbour at dawn and tag them as hero, then star them and share it for 7 days");

        Assert.Equal(ChatMessageState.Waiting, answer.State);
        Assert.Equal([ChatCallState.Done, ChatCallState.Done, ChatCallState.Done, ChatCallState.Awaiting], answer.Parts.Select(p => p.State));
        Assert.Empty(await chat.Stage.Get<Shares>().ActiveAsync(chat.Actor, answer.Parts[0].ImageIds, Ct));
        answer = await chat.DecideAsync(answer, yes: true);
        Assert.Equal(ChatMessageState.Done, answer.State);
        var images = await chat.World.ImagesAsync();
        Assert.All(images, i => Assert.Equal((ImageSource.Chat, true, "a harbour at dawn"), (i.Source, i.IsFavorite, i.Prompt)));
        Assert.All(images, i => Assert.Equal(["hero"], i.Tags));
        var share = Assert.Single(await chat.Stage.Get<Shares>().ActiveAsync(chat.Actor, [.. images.Select(i => i.Id)], Ct));
        Assert.DoesNotContain(share.Value.Token, answer.Parts[^2].Result!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_does_nothing_and_costs_nothing()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var answer = await chat.AskAsync(await chat.SessionAsync(), "Zeichne drei Bilder von einem Hafen");
        Assert.Equal((15, ChatCallState.Awaiting), (answer.Parts[0].Price, answer.Parts[0].State));

        answer = await chat.DecideAsync(answer, yes: false);

        Assert.Equal((ChatMessageState.Done, ChatCallState.Declined, "Gut, das lasse ich."), (answer.State, answer.Parts[0].State, answer.Words));
        Assert.Empty(await chat.World.ImagesAsync());
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => chat.DecideAsync(answer, yes: true));
        Assert.Equal((409, "not_waiting"), (refusal.Status, refusal.Code));
    }

    [DatabaseTheory]
    public async Task Out_of_credits_in_the_third_of_four_steps_says_what_was_done_and_what_was_not(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider, credits: 12);
        var session = await chat.SessionAsync();
        await chat.Sessions.ChangeAsync(chat.Actor, session.Id, new() { FreeHand = true }, Ct);

        var answer = await chat.AskAsync(session, "Draw a harbour and draw a fox and draw a house and tag it as home");

        Assert.Equal([ChatCallState.Done, ChatCallState.Done, ChatCallState.Failed], answer.Parts.Where(p => p.IsCall).Select(p => p.State));
        Assert.Equal("insufficient_credits", answer.Parts[2].ErrorCode);
        Assert.Equal((ChatMessageState.Done, 10, 2), (answer.State, answer.Credits, answer.CreditsLeft));
        Assert.Contains("I did not try the remaining steps (1 of 4).", answer.Words, StringComparison.Ordinal);
        Assert.Equal(2, (await chat.World.ImagesAsync()).Count);
    }

    [Fact]
    public async Task A_source_that_goes_to_the_trash_in_between_is_left_alone()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var source = await chat.AddImageAsync();
        var asked = await chat.AskAsync(await chat.SessionAsync(source), "make it warmer");
        await chat.Stage.Get<Trash>().PutAsync(chat.Actor, source.Id, Ct);

        var answer = await chat.DecideAsync(asked, yes: true);

        Assert.Equal((ChatCallState.Failed, "image_trashed", 0), (answer.Parts[0].State, answer.Parts[0].ErrorCode, answer.Credits));
        Assert.Contains("trash", answer.Words, StringComparison.Ordinal);
        Assert.Equal(1000, await chat.World.BalanceAsync());
    }

    [DatabaseTheory]
    public async Task Of_two_tabs_that_speak_at_once_one_is_told_to_wait(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider, settings: [("Rankion:Jobs:Workers", "0")]);
        var session = await chat.SessionAsync();
        async Task<string> SayAsync(string words)
        {
            try
            {
                return (await chat.Turns.SayAsync(chat.Actor, session.Id, new() { Content = words }, null, Ct))!.AnswerId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (RefusalException e)
            {
                return e.Code;
            }
        }

        var said = await Task.WhenAll(SayAsync("hello"), SayAsync("hello"), SayAsync("hello"));

        Assert.Equal(2, said.Count(s => s == "turn_in_progress"));
        Assert.Equal(2, (await chat.Stage.Get<ChatThreads>().ListAsync(chat.Actor, session.Id, new(), Ct))!.Total);
        await Assert.ThrowsAsync<RefusalException>(() => chat.Turns.ChooseAsync(chat.Actor, session.Id, 1, Ct));
        Assert.True(await chat.Turns.StopAsync(chat.Actor, session.Id, Ct));
        Assert.False(await chat.Turns.StopAsync(chat.Actor, session.Id, Ct));
        Assert.NotNull(await chat.Turns.SayAsync(chat.Actor, session.Id, new() { Content = "hello again" }, null, Ct));
    }

    [DatabaseTheory]
    public async Task Saying_it_again_and_answering_again_make_siblings_and_any_branch_can_be_shown(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider);
        var session = await chat.SessionAsync();
        var first = await chat.AskAsync(session, "hello");
        await chat.AskAsync(session, "thanks");

        var again = await chat.RestAsync((await chat.Turns.RegenerateAsync(chat.Actor, session.Id, first.Id, null, Ct))!);
        var branch = await chat.RestAsync((await chat.Turns.BranchAsync(chat.Actor, session.Id, first.ParentId!.Value, new() { Content = "hallo" }, null, Ct))!);

        var threads = chat.Stage.Get<ChatThreads>();
        var shown = (await threads.ReadAsync(chat.Actor, session.Id, null, 50, Ct))!;
        Assert.Equal(["hallo", branch.Words], shown.Lines.Select(l => l.Message.Words));
        Assert.Equal([first.ParentId.Value, branch.ParentId!.Value], shown.Lines[0].Siblings);
        await chat.Turns.ChooseAsync(chat.Actor, session.Id, first.ParentId.Value, Ct);
        shown = (await threads.ReadAsync(chat.Actor, session.Id, null, 50, Ct))!;
        Assert.Equal([first.ParentId.Value, again.Id], shown.Lines.Select(l => l.Message.Id));
        Assert.Equal([first.Id, again.Id], shown.Lines[1].Siblings);
        await chat.Turns.ChooseAsync(chat.Actor, session.Id, first.Id, Ct);
        shown = (await threads.ReadAsync(chat.Actor, session.Id, null, 2, Ct))!;
        Assert.Equal(("thanks", true), (shown.Lines[0].Message.Words, shown.HasEarlier));
        Assert.Equal(2, (await threads.ReadAsync(chat.Actor, session.Id, shown.Lines[0].Message.Id, 50, Ct))!.Lines.Count);
        Assert.Null(await chat.Turns.RegenerateAsync(chat.Actor, session.Id, first.ParentId.Value, null, Ct));
        Assert.Null(await chat.Turns.BranchAsync(chat.Actor, session.Id, first.Id, new() { Content = "x" }, null, Ct));
    }

    [Fact]
    public async Task Saying_something_else_declines_what_still_waited()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var session = await chat.SessionAsync();
        var waiting = await chat.AskAsync(session, "draw a fox");

        await chat.AskAsync(session, "hello");

        var before = (await chat.Stage.Get<ChatThreads>().FindAsync(chat.Actor, session.Id, waiting.Id, Ct))!;
        Assert.Equal((ChatMessageState.Done, ChatCallState.Declined), (before.State, before.Parts[0].State));
        Assert.Equal("draw a fox", (await chat.FindAsync(session))!.Title);
    }

    [DatabaseTheory]
    public async Task Stopping_ends_the_images_as_well_and_gives_the_money_back(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider);
        var drawing = chat.World.OpenAi.NeverAnswer();
        var session = await chat.SessionAsync();
        var asked = await chat.AskAsync(session, "draw a fox");
        var receipt = (await chat.Turns.DecideAsync(chat.Actor, session.Id, asked.Id, null, true, null, Ct))!;
        await drawing;

        Assert.True(await chat.Turns.StopAsync(chat.Actor, session.Id, Ct));

        var stopped = await chat.RestAsync(receipt);
        Assert.Equal((ChatMessageState.Stopped, ChatCallState.Stopped, 0), (stopped.State, stopped.Parts[0].State, stopped.Credits));
        Assert.Equal(ProcessingStatus.Cancelled, Assert.Single(await chat.World.ImagesAsync()).Status);
        Assert.Equal(1000, await chat.World.BalanceAsync());
        Assert.Null((await chat.FindAsync(session))!.TurnId);
    }

    [Fact]
    public async Task Who_talks_does_not_wait_behind_pictures()
    {
        await using var chat = await ChatWorld.PlannerAsync(settings: [("Rankion:Jobs:Workers", "1"), ("Rankion:Jobs:ShutdownGrace", "00:00:00")]);
        var drawing = chat.World.OpenAi.NeverAnswer();
        await chat.World.GenerateAsync(new() { Prompt = "A mountain" });
        await chat.World.GenerateAsync(new() { Prompt = "A valley" });
        await drawing;

        Assert.Equal(ChatMessageState.Done, (await chat.AskAsync(await chat.SessionAsync(), "hello")).State);
    }

    [Fact]
    public async Task Upscaling_and_collections_are_done_as_well()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var source = await chat.AddImageAsync();

        var answer = await chat.AskAsync(await chat.SessionAsync(source), "upscale it and add this to the collection Summer");

        Assert.Equal("Here is the larger image. The image is in the collection.", answer.Words);
        var larger = Assert.Single((await chat.World.DetailAsync(source.Id)).Variants);
        Assert.Equal((2048, ImageSource.Upscaled), (larger.Width, larger.Source));
        var collection = (await chat.Stage.Get<CollectionList>().FindAsync(chat.Actor, "summer", Ct))!;
        Assert.Equal(1, (await chat.Stage.Get<CollectionList>().CountsAsync(chat.Actor, [collection], Ct))[collection.Id]);
    }

    [Fact]
    public async Task Who_only_reads_may_have_things_found_and_nothing_else()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var source = await chat.AddImageAsync();
        var viewer = (await chat.Stage.Services.AddMemberAsync(chat.Actor.TeamId, TeamRole.Viewer)).Actor;
        var session = await chat.Sessions.CreateAsync(viewer, new() { Title = "Looking" }, Ct);

        var found = await chat.AskAsync(session, "find the harbour", viewer);
        var refused = await chat.AskAsync(session, "tag it as mine", viewer);

        Assert.Equal([source.Id], Assert.Single(found.Parts, p => p.IsCall).ImageIds);
        Assert.DoesNotContain(refused.Parts, p => p.IsCall);
        Assert.Contains("only lets you look", refused.Words, StringComparison.Ordinal);
        Assert.Null(await chat.Sessions.FindAsync(chat.Actor, session.Id, Ct));
        Assert.Null(await chat.Turns.SayAsync(chat.Actor, session.Id, new() { Content = "hello" }, null, Ct));
    }

    [DatabaseTheory]
    public async Task A_plan_goes_onto_the_calendar_at_the_persons_time(DatabaseProvider provider)
    {
        await using var chat = await ChatWorld.PlannerAsync(provider);
        var source = await chat.AddImageAsync();
        var project = await AddProjectAsync(chat, "Blog");
        var session = await chat.SessionAsync(source);

        // a Friday
        var receipt = await chat.Turns.SayAsync(chat.Actor, session.Id, new() { Content = "Plane es am Montag um 9 Uhr", TimeZone = "Europe/Berlin" }, null, Ct);
        var answer = await chat.RestAsync(receipt!);

        Assert.Equal(ChatMessageState.Done, answer.State);
        Assert.Equal("Es steht im Kalender am Montag, 18. Mai 2026, 09:00.", answer.Words);
        var planned = Assert.Single((await chat.Stage.Get<Agenda>().ListAsync(chat.Actor, new(), new(), Ct)).Items);
        Assert.Equal((new DateTime(2026, 5, 18, 7, 0, 0, DateTimeKind.Utc), source.Id, "Harbour", project.Id), (planned.ScheduledAt, planned.ImageId, planned.Title, planned.ProjectId));
    }

    [Fact]
    public async Task What_was_asked_back_may_be_answered_with_what_was_missing_alone()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var (first, second) = (await chat.AddImageAsync(i => i.Title = "Harbour at dawn"), await chat.AddImageAsync(i => i.Title = "Harbour at night"));
        foreach (var name in new[] { "Blog", "Summer sale" })
            await AddProjectAsync(chat, name);
        var session = await chat.SessionAsync();

        Assert.StartsWith("Which image", (await chat.AskAsync(session, "tag it as hero")).Words, StringComparison.Ordinal);
        var tagged = await chat.AskAsync(session, FormattableString.Invariant($"image {first.Id}"));
        Assert.Equal([first.Id], tagged.Parts[0].ImageIds);
        Assert.Equal(["hero"], (await chat.World.DetailAsync(first.Id)).Image.Tags);

        Assert.StartsWith("When?", (await chat.AskAsync(session, "schedule it")).Words, StringComparison.Ordinal);
        var where = await chat.AskAsync(session, "on Monday at 9");
        Assert.StartsWith("That did not work: Say in which project: ", where.Words, StringComparison.Ordinal);

        Assert.Contains("Say in which project", (await chat.AskAsync(session, "schedule it on Monday at 9")).Words, StringComparison.Ordinal);
        var planned = await chat.AskAsync(session, "Summer sale");
        Assert.Equal("It is on the calendar on Monday, 18 May 2026, 09:00.", planned.Words);

        // nothing was asked: words without a request mean nothing
        Assert.DoesNotContain((await chat.AskAsync(session, "on Tuesday at 9")).Parts, p => p.IsCall);

        await chat.AskAsync(session, "find harbour");
        var shared = await chat.AskAsync(session, "tag the second one as pair");
        Assert.Equal([first.Id], shared.Parts[0].ImageIds);
        Assert.Equal(["pair"], (await chat.World.DetailAsync(first.Id)).Image.Tags.Except(["hero"]));
        Assert.Empty((await chat.World.DetailAsync(second.Id)).Image.Tags);
        Assert.StartsWith("Which image", (await chat.AskAsync(session, "tag the fifth one as pair")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_past_is_not_planned_and_a_long_find_says_how_many_there_are()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        for (var i = 0; i < 13; i++)
            await chat.AddImageAsync();
        var session = await chat.SessionAsync();

        Assert.Equal("There are 13; these are the newest 12.", (await chat.AskAsync(session, "show all images")).Words);
        Assert.Equal(2, (await chat.AskAsync(session, "show me the last 2 images")).Parts[0].ImageIds.Count);
        Assert.StartsWith("That time has passed.", (await chat.AskAsync(session, "schedule it today at 0:01")).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_conversation_stops_its_answer_and_leaves_the_images()
    {
        await using var chat = await ChatWorld.PlannerAsync();
        var drawing = chat.World.OpenAi.NeverAnswer();
        var session = await chat.SessionAsync();
        var asked = await chat.AskAsync(session, "draw a fox");
        await chat.Turns.DecideAsync(chat.Actor, session.Id, asked.Id, null, true, null, Ct);
        await drawing;

        Assert.True(await chat.Sessions.DeleteAsync(chat.Actor, session.Id, Ct));

        Assert.False(await chat.Sessions.DeleteAsync(chat.Actor, session.Id, Ct));
        Assert.Null(await chat.Stage.Get<ChatThreads>().FindAsync(chat.Actor, session.Id, asked.Id, Ct));
        Assert.Equal(ProcessingStatus.Cancelled, Assert.Single(await chat.World.ImagesAsync()).Status);
        Assert.Equal(1000, await chat.World.BalanceAsync());
    }

    private static Task<Core.Projects.Project> AddProjectAsync(ChatWorld chat, string name) => chat.Stage.Database.WriteAsync(write => Task.FromResult(write.Db.Add(new Core.Projects.Project
    {
        TeamId = chat.Actor.TeamId,
        Name = name,
        Slug = name.ToLowerInvariant().Replace(' ', '-'),
        Color = "#123456",
        CreatedAt = chat.Stage.Clock.UtcNow,
    }).Entity), Ct);
}
