using Microsoft.Extensions.Logging;

namespace Rankion.Core.Accounts;

/// <summary>Writes messages to the log, so that an operator without a mail server can pass the link on.</summary>
internal sealed class LogEmailSender(ILogger<LogEmailSender> log) : IEmailSender
{
    public Task SendAsync(Email email, CancellationToken ct)
    {
        // A warning: it holds a link that opens an account, and such things are never logged as mere information.
        log.LogWarning("No mail server is configured (Rankion:Email). This message to {To} was not sent: {Subject}\n{Text}", email.To, email.Subject, email.Text);
        return Task.CompletedTask;
    }
}
