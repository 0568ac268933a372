using Rankion.Core;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Storage;
using Rankion.Tests.Generation;

namespace Rankion.Tests.Editing;

internal static class EditingWorld
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<EditReceipt?> EditAsync(this World world, Image source, EditRequest request, Actor? actor = null) =>
        world.Stage.Get<Editor>().EditAsync(actor ?? world.Actor, source.Id, request, Ct);

    public static async Task<byte[]> FileAsync(this World world, string name)
    {
        await using var file = await world.Stage.Get<IBlobStore>().OpenAsync(name, Ct);
        using var bytes = new MemoryStream();
        await file!.CopyToAsync(bytes, Ct);
        return bytes.ToArray();
    }
}
