using Microsoft.AspNetCore.Components;
using Rankion.Core.Collections;
using Rankion.Web.Components.Bulk;
using static Rankion.Web.Components.Collections.CollectionsWords;

namespace Rankion.Web.Components.Collections;

/// <summary>Asks before a collection is deleted, and leads whoever looked at it back to the gallery.</summary>
public sealed class CollectionEnd(CollectionActions actions, CollectionShelf shelf, BulkDesk desk, NavigationManager navigation)
{
    public async Task DeleteAsync(CollectionCard card)
    {
        var collection = card.Collection;
        var text = collection.IsSmart ? Say["The filter is gone then; the images stay."] : Say.Count(card.Count, "The image in it stays in the gallery.", "The {0:N0} images in it stay in the gallery.");
        if (!await desk.AskAsync(new(Say["Delete “{0}”?", collection.Name], Say["Delete collection"]) { Text = text, IsFinal = true }))
            return;
        var wasHere = Urls.IsGallery(navigation.Uri) && shelf.At(Urls.FilterOf(navigation.Uri))?.Collection.Id == collection.Id;
        if (await actions.DeleteAsync(collection) && wasHere)
            navigation.NavigateTo(Urls.Images(new()));
    }
}
