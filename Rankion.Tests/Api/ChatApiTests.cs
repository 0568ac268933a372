using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rankion.Core;
using Rankion.Core.Audit;
using Rankion.Core.Chat;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Teams;
using Rankion.Tests.Support;

namespace Rankion.Tests.Api;

public sealed class ChatApiTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_image_opened_in_chat_begins_a_session_that_can_be_read(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var image = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);

        using var answer = await world.Http.PostAsync($"/v1/images/{image.Id}/open-in-chat", null, Ct);

        var receipt = await answer.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(["session_id"], receipt.EnumerateObject().Select(p => p.Name));
        var id = receipt.GetProperty("session_id").GetInt64();
        Assert.Equal($"http://localhost/v1/chat/sessions/{id}", answer.Header("Location"));
        var session = (await world.GetAsync($"/v1/chat/sessions/{id}").JsonAsync()).GetProperty("data");
        Assert.Equal((id, "Harbour", image.Id), (
            session.GetProperty("id").GetInt64(), session.Text("title"), session.GetProperty("gallery_image_id").GetInt64()));
        Assert.Equal(0, Total(await world.GetAsync($"/v1/chat/sessions/{id}/messages").JsonAsync()));
        var entry = Assert.Single((await world.App.Get<AuditTrail>().ReadAsync(world.Team.Owner, new() { Action = "chat" }, new(), Ct)).Items).Entry;
        Assert.Equal(("chat.opened", "image", image.Id), (entry.Action, entry.SubjectKind, entry.SubjectId));

        await world.Http.PostAsync($"/v1/images/{image.Id}/open-in-chat", null, Ct).JsonAsync(HttpStatusCode.Created);
        var list = await world.GetAsync("/v1/chat/sessions?per_page=1").JsonAsync();
        Assert.Equal((2, true), (Total(list), list.GetProperty("data")[0].GetProperty("id").GetInt64() > id));

        await world.App.Database.WriteAsync(async write => await write.Db.For(world.Team.Owner).Images.Where(i => i.Id == image.Id).ExecuteDeleteAsync(Ct), Ct);
        session = (await world.GetAsync($"/v1/chat/sessions/{id}").JsonAsync()).GetProperty("data");
        Assert.Equal(JsonValueKind.Null, session.GetProperty("gallery_image_id").ValueKind);
    }

    [DatabaseTheory]
    public async Task Sessions_are_found_by_words_of_their_titles(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        foreach (var title in new[] { "Ärger am Hafen", "Spring campaign", "Hafen im Frühling", "100% harbour" })
            await world.Http.PostAsJsonAsync("/v1/chat/sessions", new { title }, Ct).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(["Hafen im Frühling", "Ärger am Hafen"], await TitlesAsync("q=hafen"));
        Assert.Equal(["Ärger am Hafen"], await TitlesAsync("q=" + Uri.EscapeDataString("hafen ÄRG")));
        Assert.Equal(["100% harbour"], await TitlesAsync("q=" + Uri.EscapeDataString("%")));
        Assert.Equal(["Ärger am Hafen"], await TitlesAsync("q=hafen&per_page=1&page=2"));
        Assert.Empty(await TitlesAsync("q=nothing"));

        async Task<string[]> TitlesAsync(string query)
        {
            var list = await world.GetAsync($"/v1/chat/sessions?{query}").JsonAsync();
            return [.. list.GetProperty("data").EnumerateArray().Select(s => s.Text("title")!)];
        }
    }

    [DatabaseTheory]
    public async Task What_was_said_is_read_in_its_order(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider);
        var image = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);
        var session = (await world.App.Get<ChatSessions>().OpenAsync(world.Team.Owner, image.Id, Ct))!;
        var at = DateTime.UnixEpoch.AddYears(60);
        await world.App.Database.WriteAsync(write =>
        {
            write.Db.Add(new ChatMessage { SessionId = session.Id, Role = ChatRole.User, Content = "Warmer?", CreatedAt = at });
            write.Db.Add(new ChatMessage { SessionId = session.Id, Role = ChatRole.Assistant, Content = "Gladly.", CreatedAt = at });
            return Task.CompletedTask;
        }, Ct);

        var first = await world.GetAsync($"/v1/chat/sessions/{session.Id}/messages?per_page=1").JsonAsync();
        var second = await world.GetAsync(first.GetProperty("links").Text("next")!).JsonAsync();

        Assert.Equal([("user", "Warmer?"), ("assistant", "Gladly.")], new[] { first, second }
            .Select(page => Assert.Single(page.GetProperty("data").EnumerateArray())).Select(m => (m.Text("role"), m.Text("content"))));
    }

    [Fact]
    public async Task Only_a_finished_image_of_the_team_is_opened_and_only_by_who_may_write()
    {
        await using var world = await ApiWorld.OpenAsync();
        var ready = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);
        var queued = await world.AddImageAsync();
        var trashed = await world.AddImageAsync(change: i => (i.Status, i.DeletedAt) = (ProcessingStatus.Ready, i.CreatedAt));
        var theirs = await world.AddImageAsync(await world.App.CreateTeamAsync(), i => i.Status = ProcessingStatus.Ready);
        using var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        Task<HttpResponseMessage> Open(HttpClient client, Image image) => client.PostAsync($"/v1/images/{image.Id}/open-in-chat", null, Ct);

        await Open(world.Http, queued).ProblemAsync(409, "image_not_ready");
        await Open(world.Http, trashed).ProblemAsync(409, "image_trashed");
        await Open(world.Http, theirs).ProblemAsync(404, "not_found");
        await Open(viewer, ready).ProblemAsync(403, "forbidden");
        Assert.Equal(0, Total(await world.GetAsync("/v1/chat/sessions").JsonAsync()));
    }

    [Fact]
    public async Task A_session_is_its_persons_own()
    {
        await using var world = await ApiWorld.OpenAsync();
        var image = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);
        var session = (await world.App.Get<ChatSessions>().OpenAsync(world.Team.Owner, image.Id, Ct))!;
        using var colleague = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Admin)).Token);
        using var stranger = world.App.Client(await world.App.CreateTeamAsync());
        foreach (var client in new[] { colleague, stranger })
        {
            await client.GetAsync($"/v1/chat/sessions/{session.Id}", Ct).ProblemAsync(404, "not_found");
            await client.GetAsync($"/v1/chat/sessions/{session.Id}/messages", Ct).ProblemAsync(404, "not_found");
            Assert.Equal(0, Total(await client.GetAsync("/v1/chat/sessions", Ct).JsonAsync()));
        }
    }

    [DatabaseTheory]
    public async Task A_conversation_is_held_over_the_API_by_polling(DatabaseProvider provider)
    {
        await using var world = await ApiWorld.OpenAsync(provider, works: true);
        using var created = await world.PostAsync("/v1/chat/sessions", new { title = "Foxes" }, key: "one");
        var session = (await created.JsonAsync(HttpStatusCode.Created)).GetProperty("data");
        var path = $"/v1/chat/sessions/{session.GetProperty("id").GetInt64()}";
        Assert.Equal($"http://localhost{path}", created.Header("Location"));

        using var said = await world.PostAsync($"{path}/messages", new { content = "draw a fox", language = "en" }, key: "two");
        var receipt = await said.JsonAsync(HttpStatusCode.Accepted);
        await world.PostAsync($"{path}/messages", new { content = "draw a fox", language = "en" }, key: "two").JsonAsync(HttpStatusCode.Accepted);
        var answer = await RestAsync(world, said.Header("Location")!);

        Assert.Equal(("waiting", "planner", ""), (answer.Text("state"), answer.Text("model"), answer.Text("content")));
        var call = Assert.Single(answer.GetProperty("parts").EnumerateArray());
        Assert.Equal(("call", "generate_image", "awaiting", "a fox", 5), (call.Text("kind"), call.Text("tool"), call.Text("state"), call.Text("prompt"), call.GetProperty("price").GetInt32()));
        Assert.Equal(2, Total(await world.GetAsync($"{path}/messages").JsonAsync()));
        var asked = $"{path}/messages/{receipt.GetProperty("message_id").GetInt64()}";
        await world.PostAsync($"{asked}/calls/{call.GetProperty("id").GetInt64()}/confirm", new { }).JsonAsync(HttpStatusCode.Accepted);
        answer = await RestAsync(world, asked);
        Assert.Equal(("done", 5, 995), (answer.Text("state"), answer.GetProperty("credits").GetInt32(), answer.GetProperty("credits_left").GetInt32()));
        var image = answer.GetProperty("parts")[0].GetProperty("image_ids")[0].GetInt64();
        Assert.Equal("chat", (await world.GetAsync($"/v1/images/{image}").JsonAsync()).GetProperty("data").Text("source"));
        await world.PostAsync($"{asked}/calls/{call.GetProperty("id").GetInt64()}/decline", new { }).ProblemAsync(409, "not_waiting");
        await world.PostAsync($"{path}/messages", new { content = " " }).ProblemAsync(422, "validation_failed");
        using var renamed = await world.Http.PatchAsJsonAsync(path, new { title = "One fox", gallery_image_id = image, free_hand = true }, Ct);
        session = (await renamed.JsonAsync()).GetProperty("data");
        Assert.Equal(("One fox", image, true), (session.Text("title"), session.GetProperty("gallery_image_id").GetInt64(), session.GetProperty("free_hand").GetBoolean()));
        using var deleted = await world.Http.DeleteAsync(path, Ct);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await world.GetAsync(path).ProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task An_answer_streams_as_events_and_is_streamed_again_to_who_comes_late()
    {
        await using var world = await ApiWorld.OpenAsync(works: true);
        var image = await world.AddImageAsync(change: i => i.Status = ProcessingStatus.Ready);
        var session = (await world.App.Get<ChatSessions>().OpenAsync(world.Team.Owner, image.Id, Ct))!;
        var path = $"/v1/chat/sessions/{session.Id}/messages";

        var events = await EventsAsync(world, HttpMethod.Post, path, """{"content":"find the harbour"}""", key: "once");

        Assert.Equal("turn", events[0].Name);
        Assert.Equal("message", events[^1].Name);
        Assert.Contains(events, e => e.Name == "call" && e.Data.Text("state") == "done");
        Assert.Equal("I found one image.", string.Concat(events.Where(e => e.Name == "text").Select(e => e.Data.Text("text"))));
        Assert.Equal(("done", "I found one image."), (events[^1].Data.Text("state"), events[^1].Data.Text("content")));
        var answer = events[0].Data.GetProperty("message_id").GetInt64();
        var late = await EventsAsync(world, HttpMethod.Get, $"{path}/{answer}", null);
        Assert.Equal(["call", "text", "message"], late.Select(e => e.Name));
        using var again = await world.PostAsync(path, new { content = "find the harbour" }, key: "once");
        Assert.Equal(answer, (await again.JsonAsync(HttpStatusCode.Accepted)).GetProperty("message_id").GetInt64());
        Assert.Equal(2, Total(await world.GetAsync(path).JsonAsync()));

        var second = (await world.PostAsync($"{path}/{answer}/regenerate", new { }).JsonAsync(HttpStatusCode.Accepted)).GetProperty("message_id").GetInt64();
        Assert.Equal([answer, second], (await RestAsync(world, $"{path}/{second}")).GetProperty("sibling_ids").EnumerateArray().Select(e => e.GetInt64()));
        await world.PostAsync($"{path}/{answer}/show", new { }).JsonAsync();
        await world.PostAsync($"{path}/{answer}/branch", new { content = "x" }).ProblemAsync(404, "not_found");
        await world.PostAsync($"/v1/chat/sessions/{session.Id}/stop", new { }).JsonAsync();
    }

    [Fact]
    public async Task Who_only_reads_may_ask_and_have_things_found_and_no_token_says_yes_beyond_its_scopes()
    {
        await using var world = await ApiWorld.OpenAsync(works: true);
        using var viewer = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Viewer)).Token);
        using var reading = world.App.Client((await world.App.AddMemberAsync(world.Team, TeamRole.Owner, Scopes.Read)).Token);
        foreach (var client in new[] { viewer, reading })
        {
            var session = (await world.PostAsync("/v1/chat/sessions", new { }, client: client).JsonAsync(HttpStatusCode.Created)).GetProperty("data").GetProperty("id").GetInt64();
            using var said = await world.PostAsync($"/v1/chat/sessions/{session}/messages", new { content = "draw a fox" }, client: client);
            var answer = await RestAsync(world, said.Header("Location")!, client);
            Assert.Equal(("done", 0), (answer.Text("state"), answer.GetProperty("credits").GetInt32()));
            Assert.Contains("only lets you look", answer.Text("content"), StringComparison.Ordinal);
        }
        Assert.Equal(1000, await world.BalanceAsync());
    }

    private static int Total(JsonElement list) => list.GetProperty("meta").GetProperty("total").GetInt32();

    /// <summary>The message, once nobody works on it any more: followed by its events.</summary>
    private static async Task<JsonElement> RestAsync(ApiWorld world, string path, HttpClient? client = null)
    {
        await EventsAsync(world, HttpMethod.Get, path, null, client);
        return (await (client ?? world.Http).GetAsync(path, Ct).JsonAsync()).GetProperty("data");
    }

    private static async Task<List<(string Name, JsonElement Data)>> EventsAsync(ApiWorld world, HttpMethod method, string path, string? body, HttpClient? client = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await (client ?? world.Http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        var events = new List<(string, JsonElement)>();
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Ct)).EnumerateAsync(Ct))
            events.Add((item.EventType, JsonDocument.Parse(item.Data).RootElement));
        return events;
    }
}
