using Rankion.Core.Accounts;

namespace Rankion.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("7 chars")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("Password")]
    [InlineData("passw0rd!!")]
    [InlineData("password2026")]
    [InlineData("mara.kern1")]
    [InlineData("mara.kern@example.com")]
    public void A_password_that_anybody_would_try_is_refused(string password) => Assert.NotNull(PasswordRules.Fault(password, "mara.kern@example.com"));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("Str0ng-Pa55")]
    [InlineData("Tr0ub4dor")]
    [InlineData("ünïcode pass")]
    public void A_password_needs_no_particular_kind_of_characters(string password) => Assert.Null(PasswordRules.Fault(password, "mara.kern@example.com"));

    [Fact]
    public void A_password_has_an_end() => Assert.NotNull(PasswordRules.Fault(string.Concat(Enumerable.Repeat("abcd", 33)), "a@b.de"));
}
