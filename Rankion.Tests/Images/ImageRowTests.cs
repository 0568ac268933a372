using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Tests.Support;

namespace Rankion.Tests.Images;

/// <summary>What is read by hand is what EF Core reads.</summary>
public sealed class ImageRowTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [DatabaseTheory]
    public async Task An_image_read_by_hand_is_the_image_that_EF_reads(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var bare = await stage.AddImageAsync(actor);
        var full = await stage.AddImageAsync(actor, image => Fill(image, bare.Id));
        await stage.Get<Shares>().CreateAsync(actor, full.Id, new(), Ct);

        foreach (var id in new[] { bare.Id, full.Id })
        {
            await using var db = await stage.Database.OpenAsync(Ct);
            var expected = await db.For(actor).Images.SingleAsync(i => i.Id == id, Ct);
            var read = (await stage.Get<Gallery>().FindAsync(actor, id, Ct))!.Image;
            foreach (var property in typeof(Image).GetProperties())
                Assert.Equal((property.Name, Value(property, expected)), (property.Name, Value(property, read)));
        }
        // or the test would say nothing about what can be null
        await using var names = await stage.Database.OpenAsync(Ct);
        var filled = await names.For(actor).Images.SingleAsync(i => i.Id == full.Id, Ct);
        Assert.Equal([nameof(Image.ArticleId), nameof(Image.DeletedAt), nameof(Image.EditSessionId), nameof(Image.ProjectId)],
            typeof(Image).GetProperties().Where(p => p.GetValue(filled) is null).Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [DatabaseTheory]
    public async Task A_link_read_by_hand_is_the_link_that_EF_reads(DatabaseProvider provider)
    {
        await using var stage = await Stage.OpenAsync(provider);
        var actor = (await stage.CreateTeamAsync()).Owner;
        var image = await stage.AddImageAsync(actor);
        var other = await stage.AddImageAsync(actor);
        await stage.Get<Shares>().CreateAsync(actor, other.Id, new(), Ct);
        var terms = new ShareTerms { Password = new("a secret of ours"), ExpiresAt = new(stage.Clock.UtcNow.AddDays(1)), AllowDownload = false, DownloadSize = ShareDownload.Web, ShowPrompt = true, ShowLabel = false, Note = new("Ours") };
        var (share, _) = (await stage.Get<Shares>().CreateAsync(actor, image.Id, terms, Ct))!.Value;
        await stage.Get<PublicShares>().CountViewAsync(share, null, Ct);

        await using var db = await stage.Database.OpenAsync(Ct);
        var found = await stage.Get<Shares>().ActiveAsync(actor, [image.Id, other.Id], Ct);
        foreach (var expected in await db.For(actor).Shares.ToListAsync(Ct))
        {
            foreach (var property in typeof(Share).GetProperties().Where(p => p.Name != nameof(Share.Events)))
                Assert.Equal((property.Name, property.GetValue(expected)), (property.Name, property.GetValue(found[expected.ImageId])));
        }
    }

    private static object? Value(PropertyInfo property, Image image) => property.GetValue(image) is IEnumerable<string> list ? string.Join('|', list) : property.GetValue(image);

    private static void Fill(Image image, long parent)
    {
        var at = image.CreatedAt;
        (image.Title, image.IsTitled, image.Prompt, image.RevisedPrompt) = ("Ünïcode 🌊", true, "A \"prompt\"\nin two lines", "revised");
        (image.Parameters, image.Tags, image.IsFavorite) = (new GenerationParameters { Size = "8x8", Quality = "high", Background = "b", OutputFormat = "png" }, ["hero", "séa"], true);
        (image.Status, image.Source, image.InGallery) = (ProcessingStatus.Ready, ImageSource.Edited, false);
        image.IsPrimary = true;
        (image.ErrorCode, image.ErrorMessage, image.GenerationId) = ("code", "message", Guid.NewGuid());
        (image.ParentId, image.RootId, image.InputId, image.MaskSha256) = (parent, parent, parent, new('b', 64));
        (image.JobId, image.VariantsCount, image.Sha256, image.Format) = (7, 3, new('a', 64), "png");
        (image.SizeBytes, image.Placeholder, image.DominantColor, image.PerceptualHash) = (5_000_000_000, "data:,", "#aabbcc", long.MinValue);
        (image.Credits, image.EditedAt, image.UpdatedAt, image.Version, image.HasAiMark, image.DurationMs) = (10, at.AddMicroseconds(123_457), at.AddDays(1), 42, true, 2_500);
    }
}
