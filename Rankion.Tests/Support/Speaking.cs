using System.Globalization;

namespace Rankion.Tests.Support;

/// <summary>Until it is disposed, the test is somebody who reads another language.</summary>
internal sealed class Speaking : IDisposable
{
    private readonly (CultureInfo Formats, CultureInfo Language) before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    private Speaking(string language, string region) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(region), CultureInfo.GetCultureInfo(language));

    public static Speaking German() => new("de", "de-DE");

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
}
