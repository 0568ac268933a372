using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rankion.Core.Accounts;

/// <summary>
/// Takes messages at once and sends them one after the other, so that nobody waits for a mail server, and nobody can tell from
/// the wait whether there was a message. What a full queue or a restart loses is asked for again by the person who misses it.
/// </summary>
public sealed class PostOffice(IEmailSender sender, ILogger<PostOffice> log) : BackgroundService
{
    private readonly Channel<Email> letters = Channel.CreateBounded<Email>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Send(Email email) => letters.Writer.TryWrite(email);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in letters.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await sender.SendAsync(email, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "A message could not be sent: {Subject}", email.Subject);
            }
        }
    }
}
