using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rankion.Tests.Support;
using Rankion.Web.Components.Ui;

namespace Rankion.Tests.Components.Ui;

public sealed class FaultBoundaryTests
{
    [Fact]
    public void A_fault_is_named_on_the_page_as_it_is_in_the_log()
    {
        using var context = new BunitContext();
        var log = new CapturedLog<FaultBoundary>();
        context.Services.AddSingleton<ILogger<FaultBoundary>>(log);
        var boundary = context.Render<FaultBoundary>(p => p
            .Add(b => b.ChildContent, (RenderFragment)(_ => throw new InvalidOperationException("The disk is gone.")))
            .Add(b => b.ErrorContent, _ => builder => builder.AddMarkupContent(0, "<p>stopped</p>")));
        Assert.Equal("stopped", boundary.Find("p").TextContent);
        Assert.Equal(12, boundary.Instance.Reference.Length);
        var line = Assert.Single(log.Lines);
        Assert.Contains(boundary.Instance.Reference, line, StringComparison.Ordinal);
        Assert.Contains("The disk is gone.", line, StringComparison.Ordinal);
    }
}
