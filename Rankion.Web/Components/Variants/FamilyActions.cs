using Rankion.Core.Images;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Bulk;
using Rankion.Web.Components.Ui;
using static Rankion.Web.Components.Variants.VariantsWords;

namespace Rankion.Web.Components.Variants;

/// <summary>What can be done with an image among its variants; each offers to take it back, and a refusal is said.</summary>
public sealed class FamilyActions(Family family, Core.Images.Trash trash, BulkActions bulk, ScopeQuestions questions, CurrentActor current, Undo undo)
{
    /// <summary>Puts an image in front of its stack.</summary>
    public async Task FrontAsync(long id)
    {
        FrontChange? done = null;
        await undo.TryAsync(
            async () => done = await family.FrontAsync(await current.ActorAsync(), id, CancellationToken.None),
            Say["It stands for its variants in the gallery now"],
            async () => await family.UndoAsync(await current.ActorAsync(), done!, CancellationToken.None),
            () => { });
    }

    /// <summary>Makes a variant an original of its own.</summary>
    public async Task DetachAsync(long id)
    {
        Detachment? done = null;
        await undo.TryAsync(
            async () => done = await family.DetachAsync(await current.ActorAsync(), id, CancellationToken.None),
            Say["It is an image of its own now"],
            async () => await family.UndoAsync(await current.ActorAsync(), done!, CancellationToken.None),
            () => { });
    }

    /// <summary>Into the trash; what is used somewhere asks first.</summary>
    public async Task TrashAsync(long id)
    {
        var scope = ImageScope.Of(id);
        if (await AgreeAsync(scope, 1, always: false))
            await bulk.TrashAsync(scope);
    }

    /// <summary>An image and all that was made from it into the trash: always asks, with the number.</summary>
    public async Task TrashBranchAsync(long id)
    {
        if (await family.BranchAsync(await current.ActorAsync(), id, CancellationToken.None) is not { Count: > 0 } branch)
            return;
        var scope = ImageScope.Of(branch);
        if (await AgreeAsync(scope, branch.Count, always: true))
            await bulk.TrashAsync(scope);
    }

    public Task RestoreAsync(long id) => undo.TryAsync(
        async () => await trash.RestoreAsync(await current.ActorAsync(), id, CancellationToken.None),
        Say["Restored"],
        async () => await trash.PutAsync(await current.ActorAsync(), id, CancellationToken.None),
        () => { });

    private async Task<bool> AgreeAsync(ImageScope scope, int count, bool always)
    {
        var (known, used) = await questions.UsesAsync(scope);
        var text = Say["They can be restored from the trash. Images still being made are cancelled and paid back."];
        return known && await questions.AgreeAsync(
            scope, count,
            n => new(Say.Count(n, "Move 1 image to the trash?", "Move {0:N0} images to the trash?"), Say["Trash {0:N0}", n]) { Text = used is null ? text : $"{used} {text}" },
            always || used is not null);
    }
}
