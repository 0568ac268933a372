using System.ComponentModel.DataAnnotations;

namespace Rankion.Core.Accounts;

/// <summary><c>Rankion:Email</c>: the server that takes our mail. Without a host, messages are written to the log.</summary>
public sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Rankion:Email";

    /// <summary>Name of the SMTP server; default: none.</summary>
    public string? Host { get; set; }

    /// <summary>Default: 587.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>Default: no sign-in.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender, <c>Rankion &lt;rankion@example.com&gt;</c>; needed with a host.</summary>
    public string? From { get; set; }

    /// <summary>STARTTLS; default: yes.</summary>
    public bool UseTls { get; set; } = true;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(Host) && !System.Net.Mail.MailAddress.TryCreate(From, out _))
            yield return new ValidationResult($"{Section}:From must be an e-mail address when {Section}:Host is set.", [nameof(From)]);
    }
}
