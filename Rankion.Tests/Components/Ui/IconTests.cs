using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rankion.Tests.Architecture;

namespace Rankion.Tests.Components.Ui;

public sealed partial class IconTests
{
    private const string Sprite = "Rankion.Web/wwwroot/icons.svg";

    [Fact]
    public void Every_icon_that_is_named_is_in_the_sprite_and_none_else()
    {
        var drawn = XDocument.Parse(SourceTree.Read(Sprite)).Descendants().Select(e => e.Attribute("id")?.Value).OfType<string>().ToHashSet();
        var code = string.Concat(SourceTree.ProductCode.Where(f => f.StartsWith("Rankion.Web/", StringComparison.Ordinal)).Select(SourceTree.Read));
        var named = Named().Matches(code).Select(m => m.Groups["name"].Value).ToHashSet();
        Assert.Empty(named.Except(drawn));
        Assert.All(drawn, name => Assert.Contains($"\"{name}\"", code, StringComparison.Ordinal));
    }

    [GeneratedRegex("""<Icon Name="(?<name>[a-z_-]+)"|Icon="(?<name>[a-z_-]+)"|new\("[A-Z][A-Za-z ]*", "(?<name>[a-z_]+)", "[a-z-/]+""")]
    private static partial Regex Named();
}
