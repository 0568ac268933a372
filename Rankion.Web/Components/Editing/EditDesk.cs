using Rankion.Core;
using Rankion.Core.Editing;
using Rankion.Core.Images;
using Rankion.Core.Live;
using Rankion.Web.Accounts;
using Rankion.Web.Components.Ui;

namespace Rankion.Web.Components.Editing;

/// <summary>
/// What a person edits in this circuit: the settings that stay from image to image, the run that goes on, and the variants that
/// are waited for. The first of them that is ready is shown, unless the person has gone elsewhere meanwhile.
/// </summary>
public sealed class EditDesk(Editor editor, EditRuns runs, Core.Images.Gallery gallery, ChangeFeed feed, CurrentActor current)
{
    private (long Root, long Session)? run;
    private (long Source, IReadOnlyList<long> Variants)? awaited;

    /// <summary>There is something to wait for.</summary>
    public event Action? Sent;

    public EditSettings Settings { get; set; } = new();

    /// <summary>The image that the settings are for: what does not last stays as long as the person stays with it.</summary>
    public long? ImageId { get; set; }

    /// <summary>A mask is being drawn: nobody is taken away from it.</summary>
    public bool IsDrawing { get; set; }

    /// <summary>An instruction is being written: nobody is taken away from it.</summary>
    public bool IsWriting { get; set; }

    public bool Awaits(long variantId) => awaited?.Variants.Contains(variantId) == true;

    /// <summary>The runs of edits that an image belongs to.</summary>
    public async Task<IReadOnlyList<EditRun>> RunsAsync(long imageId) => await runs.OfAsync(await current.ActorAsync(), imageId, CancellationToken.None);

    /// <summary>Hears what happens in the team, until the result is disposed; null where the person is in none.</summary>
    public async Task<IDisposable?> ListenAsync(Action<TeamEvent> handler) => await current.FindAsync() is { } actor ? feed.Subscribe(actor.TeamId, handler) : null;

    /// <returns>Why it was not accepted; null when it was.</returns>
    public Task<RefusalException?> SendAsync(Image source, EditRequest request) =>
        Refusals.OfAsync(async () =>
        {
            var actor = await current.ActorAsync();
            var receipt = await editor.EditAsync(actor, source.Id, request with { EditSessionId = SessionOf(source, actor) }, CancellationToken.None)
                ?? throw Refusal.Conflict("source_gone", "The image that was to be edited is no longer there.");
            run = (source.RootId ?? source.Id, receipt.EditSessionId);
            Await(source, receipt.ImageIds);
        });

    /// <summary>These variants of it are being made.</summary>
    public void Await(Image source, IReadOnlyList<long> variants)
    {
        awaited = (source.Id, variants);
        Sent?.Invoke();
    }

    /// <summary>The person looks at an image. Where it is not the one whose variants are waited for, nobody is waiting any more.</summary>
    public void Look(long imageId)
    {
        if (awaited is { } waiting && waiting.Source != imageId)
            awaited = null;
    }

    /// <returns>The variant to go to now; null where none is ready, or the person has moved on.</returns>
    public async Task<long?> ArrivedAsync()
    {
        if (awaited is not { } waiting)
            return null;
        var variants = await gallery.FindAllAsync(await current.ActorAsync(), waiting.Variants, CancellationToken.None);
        var ready = variants.Where(i => i.Status == ProcessingStatus.Ready).OrderBy(i => i.Id).FirstOrDefault();
        if (awaited != waiting || (ready is null && variants.Any(i => !i.IsSettled)))
            return null;
        awaited = null;
        return IsWriting || IsDrawing ? null : ready?.Id;
    }

    /// <summary>One's own run goes on; somebody else's is not added to.</summary>
    private long? SessionOf(Image source, Actor actor) =>
        run is { } own && own.Root == (source.RootId ?? source.Id) ? own.Session : source.CreatedById == actor.UserId ? source.EditSessionId : null;
}
