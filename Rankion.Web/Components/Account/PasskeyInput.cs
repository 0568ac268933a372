namespace Rankion.Web.Components.Account;

/// <summary>What PasskeyButton's script puts into the form: what the browser's authenticator answered, or why it did not.</summary>
public sealed class PasskeyInput
{
    public string? CredentialJson { get; set; }

    public string? Error { get; set; }
}
