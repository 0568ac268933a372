using Bunit;
using Rankion.Core;
using Rankion.Core.Chat;
using Rankion.Core.Chat.Tools;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Core.Teams;
using Rankion.Web.Components.Chat;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Chat;

public sealed class ConversationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_shows_what_was_done_what_was_sent_what_came_of_it_and_what_it_cost()
    {
        await using var page = await Page.OpenAsync();
        var (source, made) = (await page.AddImageAsync(i => i.Title = "Harbour"), await page.AddImageAsync(i => i.Title = "Harbour, warmer"));
        var session = await page.Get<ChatSessions>().OpenAsync(page.Actor, source.Id, Ct);
        await AnswerAsync(page, session!, "golden hour", answer =>
        {
            answer.CreditsLeft = 740;
            answer.Parts.Add(Call(MakingTools.Edit, $$"""{"imageId":{{source.Id}},"prompt":"golden hour light","count":1}""", ChatCallState.Done, made.Id));
            answer.Parts.Add(new() { Text = "Here is the variant.", State = ChatCallState.Done });
        });
        var talk = Open(page, session!.Id);

        var step = talk.Find("details.step");
        Assert.StartsWith("Made 1 variant", Text(step.QuerySelector("summary")!), StringComparison.Ordinal);
        Assert.EndsWith("prompt sent", Text(step.QuerySelector("summary")!), StringComparison.Ordinal);
        Assert.Equal("golden hour light", step.QuerySelector(".words")!.TextContent);
        Assert.StartsWith("Harbour, warmer,", talk.Find("[role=grid] .tile.ready .open").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("Here is the variant.", talk.Find("article[aria-label=Answer] .say").TextContent);
        Assert.Equal("−10 credits, 740 left", talk.Find("article .price").TextContent);
        Assert.Equal("Harbour", Text(talk.Find("article[aria-label=You] .source")));
        Assert.Equal("Source: Harbour", Text(talk.Find("form .source")));
        Assert.Contains("You are talking to an AI.", talk.Find(".intro").TextContent, StringComparison.Ordinal);
        Assert.Contains("You are talking to an AI", talk.Find(".ai-note").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_costs_waits_for_a_yes_that_may_be_given_for_the_whole_chat(bool always)
    {
        await using var page = await Page.OpenAsync();
        var source = await page.AddImageAsync(i => i.Title = "Harbour");
        var session = await page.Get<ChatSessions>().OpenAsync(page.Actor, source.Id, Ct);
        var answer = await AnswerAsync(page, session!, "two variants", a => Waits(a, Call(MakingTools.Edit, $$"""{"imageId":{{source.Id}},"prompt":"warmer","count":2}""", ChatCallState.Awaiting), price: 20));
        var talk = Open(page, session!.Id);

        var card = talk.Find("section.ask");
        Assert.Equal("Make variants: Harbour", Text(card.QuerySelector("h2")!));
        Assert.Equal("20 credits", card.QuerySelector("b")!.TextContent);
        Assert.Equal("warmer", card.QuerySelector(".prompt")!.TextContent);
        if (always)
            card.QuerySelector("input[type=checkbox]")!.Change(true);
        Button(talk, "Confirm").Click();

        Assert.Equal(always, (await page.Get<ChatSessions>().FindAsync(page.Actor, session.Id, Ct))!.FreeHand);
        var decided = await page.Get<ChatThreads>().FindAsync(page.Actor, session.Id, answer.Id, Ct);
        Assert.Equal((ChatMessageState.Working, ChatCallState.Proposed), (decided!.State, decided.Parts.Single().State));
        page.Tick();
        talk.WaitForAssertion(() => Assert.Empty(talk.FindAll("section.ask")));
        Assert.StartsWith("Making a variant", Text(talk.Find("details.step summary")), StringComparison.Ordinal);

        Button(talk, "Stop").Click();
        page.Stage.Clock.Advance(Pulse.Interval);
        talk.WaitForAssertion(() => Assert.Contains("Stopped.", talk.Markup, StringComparison.Ordinal));
        Assert.Equal(always, talk.FindAll(".chip.on").Count == 1);

        // a double click on "Stop" ends on what has come to its place
        talk.Find("button[aria-label='Answer again']").Click();
        Assert.Equal(2, (await page.Get<ChatThreads>().ListAsync(page.Actor, session.Id, new(), Ct))!.Total);
    }

    [Fact]
    public async Task What_reveals_is_told_and_declined_and_several_at_once_are_decided_together()
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync(i => i.Title = "Secret");
        var session = await page.Get<ChatSessions>().OpenAsync(page.Actor, image.Id, Ct);
        var answer = await AnswerAsync(page, session!, "share it twice", a =>
        {
            Waits(a, Call(PublishingTools.Share, $$"""{"imageId":{{image.Id}}}""", ChatCallState.Awaiting), price: 0);
            Waits(a, Call(PublishingTools.Share, $$"""{"imageId":{{image.Id}},"expiresIn":"1d"}""", ChatCallState.Awaiting), price: 0);
        });
        var talk = Open(page, session!.Id);
        Assert.Contains("Whoever has the link can see it", talk.Find("section.ask").TextContent, StringComparison.Ordinal);
        Assert.Empty(talk.FindAll("section.ask input[type=checkbox]"));
        Button(talk, "Decline all").Click();
        var decided = await page.Get<ChatThreads>().FindAsync(page.Actor, session.Id, answer.Id, Ct);
        Assert.All(decided!.Parts, part => Assert.Equal(ChatCallState.Declined, part.State));
    }

    [Theory]
    [InlineData(ChatCallState.Declined, false)]
    [InlineData(ChatCallState.Failed, false)]
    [InlineData(ChatCallState.Stopped, false)]
    [InlineData(ChatCallState.Done, true)]
    public async Task A_prompt_that_never_left_is_not_called_sent(ChatCallState state, bool isSent)
    {
        await using var page = await Page.OpenAsync();
        var image = await page.AddImageAsync();
        var session = await page.Get<ChatSessions>().OpenAsync(page.Actor, image.Id, Ct);
        await AnswerAsync(page, session!, "warmer", a => a.Parts.Add(Call(MakingTools.Edit, $$"""{"imageId":{{image.Id}},"prompt":"warmer"}""", state)));
        var step = Open(page, session!.Id).Find("details.step");
        Assert.Equal(isSent, Text(step.QuerySelector("summary")!).EndsWith("prompt sent", StringComparison.Ordinal));
        Assert.Equal(isSent ? "The prompt that was sent" : "The prompt, which was not sent", step.QuerySelector(".sent .meta")!.TextContent);
    }

    [Fact]
    public async Task Who_cannot_pay_is_told_so_and_cannot_confirm()
    {
        await using var page = await Page.OpenAsync(credits: 5);
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        await AnswerAsync(page, session, "make one", a => Waits(a, Call(MakingTools.Generate, """{"prompt":"a harbour"}""", ChatCallState.Awaiting), price: 10));
        var talk = Open(page, session.Id);
        Assert.NotNull(Button(talk, "Confirm").GetAttribute("disabled"));
        Assert.Contains("too few credits", talk.Find("section.ask .help.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal("Too few credits to make images", Text(talk.Find("#chat-price")));
        Button(talk, "Decline").Click();
        page.Tick();
        talk.WaitForAssertion(() => Assert.Empty(talk.FindAll("section.ask")));
    }

    [Fact]
    public async Task Answers_given_again_stand_beside_each_other()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        var first = await AnswerAsync(page, session, "hello", a => a.Parts.Add(new() { Text = "First", State = ChatCallState.Done }));
        var talk = Open(page, session.Id);
        Assert.Empty(talk.FindAll(".siblings"));

        talk.Find("button[aria-label='Answer again']").Click();
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("Thinking", talk.Find(".work .muted").TextContent));
        Assert.NotNull(talk.Find("button[aria-label=Send]").GetAttribute("disabled"));
        await FinishAsync(page, session, "Second");
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("2 of 2", talk.Find(".siblings .meta").TextContent));
        Assert.Equal("Second", talk.Find("article[aria-label=Answer] .say").TextContent);
        Assert.Equal("Answer: Second", talk.Find("[role=status]").TextContent);

        talk.Find(".siblings button[aria-label=Previous]").Click();
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("First", talk.Find("article[aria-label=Answer] .say").TextContent));
        Assert.Equal(first.Id, (await page.Get<ChatSessions>().FindAsync(page.Actor, session.Id, Ct))!.LeafId);
    }

    [Fact]
    public async Task A_failed_answer_says_why_that_nothing_was_charged_and_can_be_tried_again()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        await AnswerAsync(page, session, "hello", a =>
        {
            (a.State, a.ErrorCode, a.ErrorMessage) = (ChatMessageState.Failed, "chat_unavailable", "The chat model could not be reached.");
            var call = Call(MakingTools.Generate, """{"prompt":"a harbour"}""", ChatCallState.Failed);
            (call.Price, call.ErrorCode, call.ErrorMessage) = (10, "insufficient_credits", "This costs 10 credits and the team has 0.");
            a.Parts.Add(call);
        });
        var talk = Open(page, session.Id);
        Assert.Equal("The chat model could not be reached. Not charged.", Text(talk.Find(".note.bad .grow")));
        Assert.Equal("This costs 10 credits and the team has 0. Not charged.", Text(talk.Find(".why")));
        talk.FindAll(".note.bad button").Single().Click();
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("working", talk.Find("article[aria-label=Answer]").GetAttribute("data-state")));
        Assert.Equal(2, (await page.Get<ChatThreads>().ReadAsync(page.Actor, session.Id, null, 10, Ct))!.Lines[^1].Siblings.Count);
    }

    [Fact]
    public async Task What_is_said_in_one_tab_is_seen_in_the_other()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        var (here, there) = (Open(page, session.Id), Open(page, session.Id));
        Assert.Equal(3, there.FindAll("ul.ideas button").Count);
        Assert.True(await SendAsync(here, "What can you do?"));
        page.Tick();
        there.WaitForAssertion(() => Assert.Equal("What can you do?", there.Find("article[aria-label=You] .say").TextContent));
        Assert.Empty(there.FindAll("ul.ideas"));
        Assert.False(await SendAsync(there, "And now?"));
        await FinishAsync(page, session, "This and that.");
        page.Tick();
        there.WaitForAssertion(() => Assert.Equal("This and that.", there.Find("article[aria-label=Answer] .say").TextContent));
    }

    [Fact]
    public async Task A_message_said_in_other_words_is_a_branch_and_a_refused_one_stays_in_its_box()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        await AnswerAsync(page, session, "hello", a => a.Parts.Add(new() { Text = "Hi", State = ChatCallState.Done }));
        var talk = Open(page, session.Id);
        talk.Find("button[aria-label='Edit and branch']").Click();
        Assert.Contains("You are changing a message", talk.Find("form .note").TextContent, StringComparison.Ordinal);
        Assert.True(await SendAsync(talk, "hello there"));
        Assert.Empty(talk.FindAll("form .note"));
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("2 of 2", talk.Find("article[aria-label=You] .siblings .meta").TextContent));

        await FinishAsync(page, session, "Hi there");
        page.Tick();
        talk.WaitForAssertion(() => Assert.Equal("Hi there", talk.Find("article[aria-label=Answer] .say").TextContent));
        await page.Get<ChatSessions>().DeleteAsync(page.Actor, session.Id, Ct);
        Assert.False(await SendAsync(talk, "still here?"));
        Assert.Contains("no longer there", talk.Find("form [role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_conversation_is_read_from_its_end_page_by_page()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        for (var i = 1; i <= 50; i++)
            await AnswerAsync(page, session, $"Question {i}", a => a.Parts.Add(new() { Text = "Yes", State = ChatCallState.Done }));
        var talk = Open(page, session.Id);
        Assert.Equal((30, "Question 36"), (talk.FindAll("article").Count, Text(talk.Find("article .say"))));
        await talk.InvokeAsync(talk.Instance.EarlierAsync);
        Assert.Equal((60, "Question 21"), (talk.FindAll("article").Count, Text(talk.Find("article .say"))));
        await talk.InvokeAsync(talk.Instance.EarlierAsync);
        await talk.InvokeAsync(talk.Instance.EarlierAsync);
        Assert.Equal((100, "Question 1"), (talk.FindAll("article").Count, Text(talk.Find("article .say"))));
        Assert.Empty(talk.FindAll("[data-earlier]"));
    }

    [Fact]
    public async Task A_picture_in_the_making_is_a_live_tile_that_can_be_cancelled()
    {
        await using var page = await Page.OpenAsync();
        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        var order = await page.Get<Core.Generation.Generator>().GenerateAsync(page.Actor, new() { Prompt = "a harbour" }, Ct);
        await AnswerAsync(page, session, "make a harbour", a =>
        {
            a.State = ChatMessageState.Working;
            var call = Call(MakingTools.Generate, """{"prompt":"a harbour"}""", ChatCallState.Running, order.ImageIds[0]);
            call.JobId = order.JobId;
            a.Parts.Add(call);
        });
        var talk = Open(page, session.Id);
        Assert.StartsWith("Making an image", Text(talk.Find("details.step summary")), StringComparison.Ordinal);
        talk.Find(".tile.queued button[aria-label^=Cancel]").Click();
        page.Tick();
        talk.WaitForAssertion(() => Assert.NotNull(talk.Find(".tile.cancelled")));
    }

    [Fact]
    public async Task Somebody_elses_conversation_is_not_here_and_who_only_reads_may_ask_but_change_nothing()
    {
        await using var page = await Page.OpenAsync(role: TeamRole.Viewer);
        var others = await page.Get<ChatSessions>().CreateAsync(page.Team.Owner, new(), Ct);
        Assert.Contains("This chat is not here", Open(page, others.Id).Markup, StringComparison.Ordinal);

        var session = await page.Get<ChatSessions>().CreateAsync(page.Actor, new(), Ct);
        var talk = Open(page, session.Id, canWrite: false);
        Assert.Equal("You may look and search; your role changes nothing", Text(talk.Find("#chat-price")));
        Assert.True(await SendAsync(talk, "Show my favourites"));
    }

    private static IRenderedComponent<Conversation> Open(Page page, long id, bool canWrite = true) =>
        page.Render<Conversation>(p => p.Add(c => c.Id, id).Add(c => c.TeamId, page.Team.Id).Add(c => c.CanWrite, canWrite));

    private static Task<bool> SendAsync(IRenderedComponent<Conversation> talk, string text)
    {
        var box = talk.FindComponent<MessageBox>();
        return box.InvokeAsync(() => box.Instance.SendAsync(text));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<Conversation> talk, string name) => talk.FindAll("button").First(b => b.TextContent.Trim() == name);

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ChatPart Call(string tool, string arguments, ChatCallState state, params long[] images) => new()
    {
        Tool = tool,
        CallId = "call",
        Arguments = arguments,
        State = state,
        ImageIds = images,
        Credits = state == ChatCallState.Done ? 10 : 0,
        JobId = state == ChatCallState.Done ? 1 : null,
    };

    private static void Waits(ChatMessage answer, ChatPart call, int price)
    {
        (answer.State, call.Price, call.Asked) = (ChatMessageState.Waiting, price, true);
        answer.Parts.Add(call);
    }

    /// <summary>A question with its answer, at the end of the conversation: as whoever answers writes them down.</summary>
    private static async Task<ChatMessage> AnswerAsync(Page page, ChatSession session, string question, Action<ChatMessage> write)
    {
        var now = page.Stage.Clock.GetUtcNow().UtcDateTime;
        return await page.Stage.Database.WriteAsync(async scope =>
        {
            var own = scope.Db.For(page.Actor).ChatSessions.Single(s => s.Id == session.Id);
            var asked = new ChatMessage { SessionId = own.Id, ParentId = own.LeafId, Role = ChatRole.User, Content = question, SourceId = own.GalleryImageId, CreatedAt = now, FinishedAt = now };
            scope.Db.Add(asked);
            await scope.Db.SaveChangesAsync(Ct);
            var answer = new ChatMessage { SessionId = own.Id, ParentId = asked.Id, Role = ChatRole.Assistant, Content = "", CreatedAt = now, FinishedAt = now, MayWrite = true };
            write(answer);
            scope.Db.Add(answer);
            await scope.Db.SaveChangesAsync(Ct);
            own.LeafId = answer.Id;
            return answer;
        }, Ct);
    }

    /// <summary>The answer that is being worked on is complete.</summary>
    private static async Task FinishAsync(Page page, ChatSession session, string words)
    {
        var id = 0L;
        await page.Stage.Database.WriteAsync(async scope =>
        {
            var own = scope.Db.For(page.Actor).ChatSessions.Single(s => s.Id == session.Id);
            id = own.TurnId!.Value;
            var answer = scope.Db.For(page.Actor).ChatSessions.SelectMany(s => s.Messages).Single(m => m.Id == id);
            answer.State = ChatMessageState.Done;
            scope.Db.Add(new ChatPart { MessageId = id, Text = words, State = ChatCallState.Done });
            own.TurnId = null;
            await Task.CompletedTask;
        }, Ct);
        page.Get<ChangeFeed>().Publish(new ChatChanged(page.Team.Id, page.Actor.UserId, session.Id, id));
    }
}
