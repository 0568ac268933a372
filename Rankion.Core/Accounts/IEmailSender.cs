namespace Rankion.Core.Accounts;

/// <summary>A message to one person, in plain text.</summary>
public sealed record Email(string To, string Subject, string Text);

/// <summary>Carries a message out of the house. Callers go through <see cref="PostOffice"/>.</summary>
public interface IEmailSender
{
    /// <exception cref="Exception">The message was not taken; the text says why, for the log.</exception>
    Task SendAsync(Email email, CancellationToken ct);
}
