using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Audit;
using Rankion.Core.Data;
using Rankion.Core.Images;
using Rankion.Core.Imaging;
using Rankion.Core.Storage;

namespace Rankion.Core.Uploads;

/// <summary>
/// Makes images of files from outside. What a file is, its own bytes say; what it says about itself is read, and the bytes stay
/// untouched. The image is ready when it is there: row, files and everything shown of them stand together, or not at all.
/// </summary>
public sealed class Uploader(Database database, ImageFiles files, MediaIntake intake, AuditTrail audit, UploadedImages images, IOptions<UploadOptions> options)
{
    /// <exception cref="RefusalException">
    /// 403 for a reader; 413 for too many bytes; 422 for what is no image, is beyond the limits or damaged, and for a bad title, tag or
    /// project. Nothing is stored then.
    /// </exception>
    public async Task<UploadedImage> UploadAsync(Actor actor, ReadOnlyMemory<byte> bytes, UploadRequest request, CancellationToken ct)
    {
        actor.RequireWrite();
        var title = string.IsNullOrWhiteSpace(request.Title) ? null : ImageTitle.Checked(request.Title);
        var tags = Tags.Normalize(request.Tags);
        if (bytes.Length > options.Value.MaxBytes)
            throw options.Value.TooLarge();
        await CheckProjectAsync(actor, request, ct);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        if (request.Duplicates == DuplicatePolicy.Skip && await ThereAsync(actor, sha256, ct) is { } there)
            return there;
        await CheckRoomAsync(actor, sha256, bytes.Length, ct);
        try
        {
            var metadata = await intake.ExamineAsync(bytes, ct);
            return await files.TakeInAsync(() => intake.StoreAsync(bytes, ct), async (write, stored) =>
            {
                var first = await FirstAsync(write.Db.For(actor), stored.Sha256, ct);
                if (first is not null && request.Duplicates == DuplicatePolicy.Skip)
                    return new UploadedImage(first, null, first.Id, IsNew: false);
                var (image, facts) = await images.AddAsync(write, actor, stored, metadata, request with { Title = title }, tags, ct);
                audit.Record(write, actor, "image.uploaded", "image", image.Id);
                return new UploadedImage(image, facts, first?.Id, IsNew: true);
            }, ct);
        }
        catch (ImageRejectedException e)
        {
            throw Refusal.Invalid(request.Field, e.Message);
        }
        catch (RefusalException refusal) when (refusal.Code == "storage_limit_reached")
        {
            // another upload took the room meanwhile: these files have no row
            await files.RemoveUnusedAsync(sha256, MediaIntake.FormatOf(bytes.Span), ct);
            throw;
        }
    }

    private async Task CheckRoomAsync(Actor actor, string sha256, long bytes, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        await images.RequireRoomAsync(db.For(actor), sha256, bytes, ct);
    }

    private async Task CheckProjectAsync(Actor actor, UploadRequest request, CancellationToken ct)
    {
        if (request.ProjectId is not { } project)
            return;
        await using var db = await database.OpenAsync(ct);
        if (!await db.For(actor).Projects.AnyAsync(p => p.Id == project, ct))
            throw Refusal.Invalid("project_id", "There is no such project in this team.");
    }

    private async Task<UploadedImage?> ThereAsync(Actor actor, string sha256, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        return await FirstAsync(db.For(actor), sha256, ct) is { } image ? new(image, null, image.Id, IsNew: false) : null;
    }

    private static Task<Image?> FirstAsync(TeamData team, string sha256, CancellationToken ct) =>
        team.Images.Where(i => i.Sha256 == sha256 && i.InGallery && i.DeletedAt == null).OrderBy(i => i.Id).FirstOrDefaultAsync(ct);
}
