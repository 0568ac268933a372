using System.Threading.Channels;
using Rankion.Core.Accounts;

namespace Rankion.Tests.Support;

/// <summary>A post office's last stop: keeps what would have gone out.</summary>
public sealed class CapturedMail : IEmailSender
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Channel<Email> sent = Channel.CreateUnbounded<Email>();

    /// <summary>Whether anything has arrived that nobody has taken.</summary>
    public bool IsEmpty => sent.Reader.Count == 0;

    public Task SendAsync(Email email, CancellationToken ct) => sent.Writer.WriteAsync(email, ct).AsTask();

    public async Task<Email> NextAsync() => await sent.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Limit);
}
