using Rankion.Core;
using Rankion.Core.Generation;
using Rankion.Core.Projects;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Composer;

/// <summary>
/// Between the composer and the product, and where other parts of the page hand it something; what comes while there is no
/// composer waits for one.
/// </summary>
public sealed class ComposerDesk(Generator generator, ProjectList projects, CurrentActor current)
{
    private readonly List<long> waiting = [];

    /// <summary>There is something to take.</summary>
    public event Action? Offered;

    /// <summary>Images that are to guide the next ones.</summary>
    public void OfferReferences(params IReadOnlyList<long> imageIds)
    {
        waiting.AddRange(imageIds);
        Offered?.Invoke();
    }

    /// <summary>Who writes; null where the person is in no team.</summary>
    public Task<Actor?> FindActorAsync() => current.FindAsync();

    /// <summary>Those that something new is made for.</summary>
    public async Task<IReadOnlyList<Project>> ProjectsAsync(Actor actor) => [.. (await projects.ListAsync(actor, CancellationToken.None)).Where(p => !p.IsArchived)];

    /// <returns>Why it was not accepted, and whether that is because nobody is signed in any more.</returns>
    public async Task<(RefusalException? Refusal, bool IsSignedOut)> SendAsync(GenerationRequest request)
    {
        var refusal = await Refusals.OfAsync(async () => await generator.GenerateAsync(await current.ActorAsync(), request, CancellationToken.None));
        return (refusal, refusal is not null && await current.PersonAsync() is null);
    }

    public IReadOnlyList<long> TakeReferences()
    {
        var taken = waiting.ToList();
        waiting.Clear();
        return taken;
    }
}
