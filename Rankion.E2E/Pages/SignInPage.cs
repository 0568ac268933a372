using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Rankion.E2E.Pages;

public sealed partial class SignInPage(IPage page)
{
    /// <summary>Starts from the front door, as a person does, and ends on the gallery.</summary>
    public async Task SignInAsync(string email, string password)
    {
        await page.GotoAsync("/");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(Gallery());
    }

    [GeneratedRegex("/images")]
    private static partial Regex Gallery();
}
