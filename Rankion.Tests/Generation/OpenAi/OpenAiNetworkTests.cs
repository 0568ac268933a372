using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Rankion.Core.Generation;
using Rankion.Tests.Support;
using static Rankion.Tests.Generation.OpenAi.OpenAiSetup;

namespace Rankion.Tests.Generation.OpenAi;

public sealed class OpenAiNetworkTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    public async Task Ten_minutes_of_silence_end_with_an_unknown_outcome_and_no_second_request(string start)
    {
        await using var server = await FakeOpenAi.StartAsync();
        var arrived = server.NeverAnswer(start);
        var clock = new TestClock();
        using var provider = Provider(server, clock: clock);

        var call = FaultAsync(provider);
        await arrived;
        clock.Advance(TimeSpan.FromMinutes(10));
        var fault = await call;

        Assert.Equal((ProviderFault.OutcomeUnknown, 0), (fault.Fault, fault.Status));
        Assert.Equal("The image provider did not answer within 10 minutes.", fault.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_call_as_a_cancellation_and_the_server_sees_it(bool midBody)
    {
        await using var server = await FakeOpenAi.StartAsync();
        var arrived = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        server.Answer(async (context, _) =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (midBody)
                await context.Response.Body.FlushAsync();
            arrived.SetResult();
            await aborted.Task;
        });
        using var provider = Provider(server);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);

        var call = provider.DrawAsync(Request, cancel.Token);
        await arrived.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(10), Ct);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_beforehand_sends_nothing()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.DrawAsync(Request, new(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_may_be_tried_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var provider = Provider($"http://127.0.0.1:{port}/v1");

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.Unavailable, 0, true), (fault.Fault, fault.Status, fault.IsTransient));
        Assert.Equal("The image provider could not be reached.", fault.Message);
    }

    [Fact]
    public async Task An_unknown_host_name_may_be_tried_again()
    {
        using var provider = Provider("http://images.invalid/v1");

        Assert.Equal(ProviderFault.Unavailable, (await FaultAsync(provider)).Fault);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_may_be_tried_again()
    {
        await using var server = await FakeOpenAi.StartAsync();
        using var provider = Provider(server.BaseUrl.Replace("http:", "https:", StringComparison.Ordinal));

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.Unavailable, "No secure connection to the image provider could be made."), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_leaves_the_outcome_unknown()
    {
        await using var server = await FakeOpenAi.StartAsync();
        server.Answer((context, _) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((ProviderFault.OutcomeUnknown, "The connection to the image provider broke before its answer came."), (fault.Fault, fault.Message));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(200, true, ProviderFault.BadAnswer)]
    [InlineData(200, false, ProviderFault.BadAnswer)]
    [InlineData(429, true, ProviderFault.RateLimited)]
    public async Task An_answer_that_breaks_off_halfway_is_judged_by_its_status(int status, bool withLength, ProviderFault expected)
    {
        await using var server = await FakeOpenAi.StartAsync();
        var body = FakeOpenAi.Image(Png);
        server.Answer((context, _) => FakeOpenAi.BreakOffAsync(context, status, body[..(body.Length / 2)], withLength ? body.Length : null));
        using var provider = Provider(server);

        var fault = await FaultAsync(provider);

        Assert.Equal((expected, status), (fault.Fault, fault.Status));
        Assert.Single(server.Requests);
    }
}
