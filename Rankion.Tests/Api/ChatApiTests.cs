using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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

    private static int Total(JsonElement list) => list.GetProperty("meta").GetProperty("total").GetInt32();
}
