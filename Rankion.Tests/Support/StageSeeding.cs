using Rankion.Core;
using Rankion.Core.Images;

namespace Rankion.Tests.Support;

public static class StageSeeding
{
    /// <summary>An image of the team as if it had been drawn now: ready, generated, in the gallery, unless the test changes that.</summary>
    public static async Task<Image> AddImageAsync(this Stage stage, Actor actor, Action<Image>? change = null) =>
        (await stage.Database.AddImagesAsync(actor, stage.Clock.UtcNow, change ?? (_ => { }))).Single();
}
