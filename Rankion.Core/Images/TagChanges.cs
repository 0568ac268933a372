namespace Rankion.Core.Images;

/// <summary>Changes a tag wherever images of the gallery carry it. One in the trash comes back with the tags it went with.</summary>
public sealed class TagChanges(Curation curation, TagList tags, TimeProvider time)
{
    private static readonly HashSet<long> Nobody = [];

    /// <summary>Calls a tag something else; where there is a tag of that name, the two become one.</summary>
    /// <returns>The tag as it is now; null where no image of the gallery carries it.</returns>
    /// <exception cref="RefusalException">422 for a name that is none, 403 for a reader.</exception>
    public async Task<TagCount?> RenameAsync(Actor actor, string name, string? to, CancellationToken ct)
    {
        actor.RequireWrite();
        if (await FindAsync(actor, name, ct) is not { } tag)
            return null;
        if (Tags.Normalize([to], "name") is not [var wanted])
            throw Refusal.Invalid("name", $"A tag has 1 to {Tags.MaxLength} characters.");
        if (wanted != tag.Name)
            await SweepAsync(actor, tag.Name, [wanted], ct);
        return await FindAsync(actor, wanted, ct);
    }

    /// <summary>Takes a tag from all images.</summary>
    /// <returns>False where no image of the gallery carries it.</returns>
    /// <exception cref="RefusalException">403 for a reader.</exception>
    public async Task<bool> DeleteAsync(Actor actor, string name, CancellationToken ct)
    {
        actor.RequireWrite();
        if (await FindAsync(actor, name, ct) is not { } tag)
            return false;
        await SweepAsync(actor, tag.Name, [], ct);
        return true;
    }

    private async Task<TagCount?> FindAsync(Actor actor, string name, CancellationToken ct)
    {
        var wanted = name.Trim().ToLowerInvariant();
        return wanted.Length is 0 or > Tags.MaxLength || wanted.Any(char.IsControl) ? null : (await tags.ListAsync(actor, wanted, ct)).FirstOrDefault(tag => tag.Name == wanted);
    }

    /// <summary>More images than one change may be about are several changes.</summary>
    private async Task SweepAsync(Actor actor, string name, IReadOnlyList<string?> add, CancellationToken ct)
    {
        BulkResult<IReadOnlyList<string>> result;
        do
        {
            var all = new ImageScope.Matching(new ImageFilter { Tags = [name] }, time.UtcNow(), Nobody);
            result = await curation.TagAsync(actor, all, add, [name], null, ct);
        }
        while (!result.IsWhole && result.Done > 0);
    }
}
