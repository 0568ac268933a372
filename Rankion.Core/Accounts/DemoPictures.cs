using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rankion.Core.Credits;
using Rankion.Core.Data;
using Rankion.Core.Generation;
using Rankion.Core.Images;

namespace Rankion.Core.Accounts;

/// <summary>Orders the demo's pictures as a person would, so that they take the same way as everybody's.</summary>
public sealed class DemoPictures(Database database, Generator generator, ProviderCatalog catalog, CreditLedger ledger, IOptions<CreditsOptions> prices)
{
    private static readonly GenerationRequest[] Tree =
    [
        Picture("Harbour at dawn", "A quiet harbour at dawn, sailing boats, violet sky, soft light on the water", "1536x1024", "harbour", "hero"),
        Picture("Harbour in fog", "The same quiet harbour in dense fog, sailing boats, grey sky", "1536x1024", "harbour"),
        Picture("Harbour at night", "The same quiet harbour at night, sailing boats, moon and stars over the water", "1536x1024", "harbour", "night"),
    ];

    private static readonly GenerationRequest[] Others =
    [
        Picture("Pears and a vase", "A still life with two pears and a white vase on a wooden table, sage green wall", "1024x1536", "still life"),
        Picture("Slow Friday", "A typographic poster that says \"slow friday\", orange sun, bold letters", "1024x1536", "poster", "lettering"),
        Picture("Shapes of the house", "Abstract geometry in the Bauhaus manner, circles and quarter circles, red, blue and yellow", "1024x1024", "abstract", "brand"),
        Picture("Dunes", "Desert dunes in late afternoon light, warm sand, one small figure far away", "1536x1024", "landscape"),
        Picture("Night over the pass", "Snowy mountains at night under a green aurora, stars, dark pines", "1536x1024", "landscape", "night"),
    ];

    /// <returns>The images, the original of the tree first.</returns>
    internal async Task<IReadOnlyList<long>> OrderAsync(Actor actor, long projectId, CancellationToken ct)
    {
        // never a provider that costs somebody money
        var sketch = catalog.Models.First(m => m.Provider.Name == "sketch").Id;
        // the team keeps its welcome credits whole
        var price = prices.Value.Generate * (Tree.Length + Others.Length);
        if (price > 0)
            await ledger.GrantAsync(actor.TeamId, price, null, "For the demo's pictures", ct);
        var ids = new List<long>();
        foreach (var picture in Tree.Concat(Others))
        {
            var receipt = await generator.GenerateAsync(actor, picture with { Model = sketch, ProjectId = projectId }, ct);
            ids.Add(receipt.ImageIds[0]);
        }
        await MakeTreeAsync(actor, ids[0], ids[1..Tree.Length], ct);
        return ids;
    }

    private Task MakeTreeAsync(Actor actor, long root, List<long> variants, CancellationToken ct) => database.WriteAsync(async write =>
    {
        var images = write.Db.For(actor).Images;
        await images.Where(i => variants.Contains(i.Id)).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.ParentId, root)
            .SetProperty(i => i.RootId, root)
            .SetProperty(i => i.Source, ImageSource.Edited), ct);
        await images.Where(i => i.Id == root).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.VariantsCount, variants.Count)
            .SetProperty(i => i.EditedAt, i => i.CreatedAt)
            .SetProperty(i => i.Version, i => i.Version + 1), ct);
    }, ct);

    private static GenerationRequest Picture(string title, string prompt, string size, params string[] tags) =>
        new() { Title = title, Prompt = prompt, Size = size, Tags = tags };
}
