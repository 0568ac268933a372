using System.Globalization;
using Rankion.Core.Images;
using Rankion.Web.Accounts;
using static Rankion.Web.Components.Compare.CompareWords;

namespace Rankion.Web.Components.Compare;

/// <summary>The images of an address that are compared, in its order: the first is A, the second B.</summary>
public sealed class CompareSet(Core.Images.Gallery gallery, CurrentActor current)
{
    public const int Min = 2;
    public const int Max = 4;

    private int reads;

    /// <summary>Null until they are read. Fewer than <see cref="Min"/> cannot be compared.</summary>
    public IReadOnlyList<Image>? Images { get; private set; }

    /// <summary>What was left out of what was asked for, and why; null where nothing was.</summary>
    public string? Notice { get; private set; }

    /// <summary>The numbers in an address, each once; what is none is passed over.</summary>
    public static IReadOnlyList<long> Parse(string? ids) =>
        [.. (ids ?? "").Split(',').Select(part => long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct()];

    /// <summary>Those that are there, in another order.</summary>
    public void Arrange(IReadOnlyList<long> ids)
    {
        var order = ids.ToList();
        if (Images is { } held && held.All(i => order.Contains(i.Id)))
            Images = [.. held.OrderBy(i => order.IndexOf(i.Id))];
    }

    public async Task ReadAsync(IReadOnlyList<long> ids)
    {
        var read = ++reads;
        var asked = ids.Take(Max).ToList();
        var found = asked.Count == 0 ? [] : await gallery.FindAllAsync(await current.ActorAsync(), asked, CancellationToken.None);
        if (read != reads)
            return; // asked anew meanwhile
        var ready = found.Where(i => i.Status == ProcessingStatus.Ready).OrderBy(i => asked.IndexOf(i.Id)).ToList();
        var (gone, unready) = (asked.Count - found.Count, found.Count - ready.Count);
        Notice = string.Join(" ", new[]
        {
            ids.Count > Max ? Say["At most {0} images are compared at a time: these are the first of {1:N0}.", Max, ids.Count] : "",
            gone == 0 ? "" : Say.Count(gone, "1 image is left out: it is in the trash, or was deleted.", "{0} images are left out: they are in the trash, or were deleted."),
            unready == 0 ? "" : Say.Count(unready, "1 image is left out: it has no picture.", "{0} images are left out: they have no picture."),
        }.Where(part => part.Length > 0));
        Images = ready;
    }
}
