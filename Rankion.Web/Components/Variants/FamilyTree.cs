using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;

namespace Rankion.Web.Components.Variants;

/// <summary>The family of the open image, laid out, and which of its images a person is at.</summary>
public sealed class FamilyTree(Core.Images.Gallery gallery, CurrentActor current)
{
    private int reads;

    /// <summary>Null until it is read, and where there is no such image any more.</summary>
    public TreeLayout? Layout { get; private set; }

    /// <summary>Whom the keys walk from.</summary>
    public TreeNode? At { get; private set; }

    /// <summary>Reads the family anew. Who is walked from stays, as long as it is there; another open image takes its place.</summary>
    public async Task ReadAsync(long open, bool moved)
    {
        var read = ++reads;
        var tree = await gallery.TreeAsync(await current.ActorAsync(), open, CancellationToken.None);
        if (read != reads)
            return; // asked anew meanwhile
        Layout = tree is null ? null : TreeLayout.Of(tree);
        At = (moved || At is null ? null : Layout?.Find(At.Id)) ?? Layout?.Find(open) ?? Layout?.Root;
    }

    /// <returns>False where the key leads nowhere.</returns>
    public bool Walk(TreeStep step)
    {
        var from = At;
        At = from is null ? null : Layout?.Walk(from, step);
        return At != from;
    }

    public void GoTo(long id) => At = Layout?.Find(id) ?? At;

    /// <summary>Whether what happened in the team may show in this tree. New images tell themselves by their parent's change.</summary>
    public bool Concerns(TeamEvent change) => Layout is { } layout && change switch
    {
        ImageChanged changed => layout.Find(changed.ImageId) is not null,
        ImagesRemoved removed => removed.ImageIds.Any(id => layout.Find(id) is not null),
        ImagesRestored => true,
        _ => false,
    };
}
