using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Options;

namespace Rankion.Core.Accounts;

/// <summary>Hands messages to an SMTP server.</summary>
internal sealed class SmtpEmailSender(IOptions<EmailOptions> options) : IEmailSender
{
    public async Task SendAsync(Email email, CancellationToken ct)
    {
        var settings = options.Value;
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
        if (!string.IsNullOrEmpty(settings.UserName))
            client.Credentials = new NetworkCredential(settings.UserName, settings.Password);
        using var message = new MailMessage(settings.From!, email.To, email.Subject, email.Text);
        await client.SendMailAsync(message, ct);
    }
}
