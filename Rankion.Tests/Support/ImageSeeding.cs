using Rankion.Core;
using Rankion.Core.Data;
using Rankion.Core.Images;

namespace Rankion.Tests.Support;

public static class ImageSeeding
{
    /// <summary>Images of the team in one write, a second apart, the first at the given instant.</summary>
    public static async Task<IReadOnlyList<Image>> AddImagesAsync(this Database database, Actor actor, DateTime at, params IEnumerable<Action<Image>> changes)
    {
        return await database.WriteAsync(async write =>
        {
            var images = changes.Select((change, i) => Draw(actor, at.AddSeconds(i), change)).ToList();
            write.Db.AddRange(images);
            await write.Db.SaveChangesAsync();
            return images;
        }, CancellationToken.None);
    }

    private static Image Draw(Actor actor, DateTime at, Action<Image> change)
    {
        var image = new Image
        {
            TeamId = actor.TeamId,
            Title = "Untitled",
            Prompt = "-",
            Model = "gpt-image-2",
            Provider = "openai",
            Status = ProcessingStatus.Ready,
            Width = 1024,
            Height = 1024,
            CreatedById = actor.UserId,
            CreatedAt = at,
            UpdatedAt = at,
        };
        change(image);
        return image;
    }
}
