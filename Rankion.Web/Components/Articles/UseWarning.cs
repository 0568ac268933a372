using Rankion.Core.Articles;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using static Rankion.Web.Components.Articles.ArticlesWords;

namespace Rankion.Web.Components.Articles;

/// <summary>Says where images stand, before they go from there.</summary>
public sealed class UseWarning(ImageUses uses, ImageScopes scopes, CurrentActor current)
{
    private const int Named = 3;

    /// <returns>A sentence; null where they stand nowhere.</returns>
    /// <exception cref="Core.RefusalException">422 for no images or too many.</exception>
    public async Task<string?> OfAsync(ImageScope scope)
    {
        var actor = await current.ActorAsync();
        var found = await uses.OfAsync(actor, await scopes.IdsAsync(actor, scope, CancellationToken.None), CancellationToken.None);
        var titles = found.Select(u => $"“{u.Title}”").Distinct().ToList();
        var named = string.Join(", ", titles.Take(Named));
        return titles.Count == 0 ? null
            : titles.Count <= Named ? Say["Used in {0}.", named]
            : Say["Used in {0} and {1:N0} more.", named, titles.Count - Named];
    }
}
