using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rankion.Core.Jobs;
using Rankion.Tests.Support;

namespace Rankion.Tests.Web;

public sealed class LogTests
{
    private const string Prompt = "Zebrafinken über Wuppertal";
    private const string Key = "sk-secret-0815";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_logged_holds_a_prompt_a_token_or_a_key()
    {
        var log = new WholeLog();
        await using var openAi = await FakeOpenAi.StartAsync();
        await using var app = await RankionApp.StartAsync(configure: setup =>
        {
            setup.Settings["Rankion:Providers:OpenAI:BaseUrl"] = openAi.BaseUrl;
            setup.Settings["Rankion:Providers:OpenAI:ApiKey"] = Key;
            setup.Override(services => services.AddSingleton<ILoggerProvider>(log));
        });
        var team = await app.CreateTeamAsync();
        openAi.AnswerOnce(400, FakeOpenAi.Error("moderation_blocked", $"No: {Prompt}", "image_generation_user_error"));
        foreach (var _ in new[] { "refused", "drawn" })
        {
            var receipt = await app.Client(team).PostAsJsonAsync("/v1/generate/image", new { prompt = Prompt }, Ct).JsonAsync(HttpStatusCode.Accepted);
            var id = long.Parse(receipt.GetProperty("job_id").ToString(), System.Globalization.CultureInfo.InvariantCulture);
            await app.Services.WhenJobEndsAsync(team.Owner, id);
        }
        await app.Client("rk_no-such-token").GetAsync("/v1/images", Ct).JsonAsync(HttpStatusCode.Unauthorized);
        await app.Client(team).PostAsync("/v1/generate/image", new StringContent($"{{\"prompt\":\"{Prompt}", null, "application/json"), Ct).JsonAsync(HttpStatusCode.BadRequest);

        Assert.Contains(log.Lines, line => line.Contains(nameof(JobRunner), StringComparison.Ordinal));
        Assert.Equal([], log.Lines.Where(line => new[] { Prompt, Key, team.Token, "rk_no-such-token" }.Any(secret => line.Contains(secret, StringComparison.Ordinal))));
    }

    /// <summary>Everything logged at Information and above: text, values and exceptions.</summary>
    private sealed class WholeLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                    lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
            }
        }
    }
}
