using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Core.Sharing;
using Rankion.Web.Accounts;
using Rankion.Web.Sharing;

namespace Rankion.Web.Components.Sharing;

/// <summary>One image and its public links, as the dialog has them.</summary>
public sealed class SharedImage(Shares shares, SharePolicies policies, Core.Images.Gallery gallery, CurrentActor current, PublicUrl url, TimeProvider time)
{
    /// <summary>Null until it is read, and where there is none.</summary>
    public Image? Image { get; private set; }

    /// <summary>The link that opens; null where there is none.</summary>
    public Share? Link { get; private set; }

    public SharePolicy Policy { get; private set; } = new();

    /// <summary>Every link it has or had, the latest first.</summary>
    public IReadOnlyList<ShareRecord> History { get; private set; } = [];

    public bool CanWrite { get; private set; }

    /// <summary>The link as it is sent.</summary>
    public string Address => url.For(SharePaths.Page(Link!.Token));

    public string Host => new Uri(url.Base).Authority;

    /// <returns>False where the team has no such image.</returns>
    public async Task<bool> ReadAsync(long id)
    {
        var actor = await current.ActorAsync();
        var found = await gallery.FindAsync(actor, id, CancellationToken.None);
        var history = await shares.HistoryAsync(actor, id, new(), CancellationToken.None);
        Policy = await policies.FindAsync(actor, CancellationToken.None);
        (Image, CanWrite, History) = (found?.Image, actor.CanWrite, history?.Items ?? []);
        Link = History.Select(r => r.Share).FirstOrDefault(s => s.IsActive(time.UtcNow()));
        return found is not null;
    }

    /// <exception cref="RefusalException">What <see cref="Shares.CreateAsync"/> refuses.</exception>
    public Task CreateAsync(ShareTerms terms) => DoAsync((actor, id) => shares.CreateAsync(actor, id, terms, CancellationToken.None));

    /// <exception cref="RefusalException">What <see cref="Shares.ChangeAsync"/> refuses.</exception>
    public Task ChangeAsync(ShareTerms terms) => DoAsync((actor, id) => shares.ChangeAsync(actor, id, terms, CancellationToken.None));

    /// <exception cref="RefusalException">What <see cref="Shares.ResetAsync"/> refuses.</exception>
    public Task ResetAsync() => DoAsync((actor, id) => shares.ResetAsync(actor, id, CancellationToken.None));

    /// <exception cref="RefusalException">What <see cref="Shares.RevokeAsync"/> refuses.</exception>
    public Task RevokeAsync() => DoAsync((actor, id) => shares.RevokeAsync(actor, id, CancellationToken.None));

    private async Task DoAsync(Func<Actor, long, Task> act)
    {
        var id = Image!.Id;
        await act(await current.ActorAsync(), id);
        await ReadAsync(id);
    }
}
