using Rankion.Core;
using Rankion.Core.Images;
using Rankion.Web.Api.Contracts;

namespace Rankion.Web.Api.Compat;

/// <summary>Ids as milady writes them: <c>gal_42</c>.</summary>
internal static class MiladyIds
{
    private const string Prefix = "gal_";

    public static string Of(long id) => Prefix + DoorImages.Text(id);

    /// <returns>The number behind the prefix as text; empty for what is no such id.</returns>
    public static string Bare(string? id) => id is not null && id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : "";

    /// <summary>The items that a body names. What is no id of ours stays what it is: nothing of that name is there.</summary>
    public sealed record Named(IReadOnlyList<long> Known, IReadOnlyList<string> Unknown)
    {
        /// <exception cref="RefusalException">422 for none or too many.</exception>
        public static Named Of(IReadOnlyList<string?>? ids, int max)
        {
            var distinct = (ids ?? []).Select(id => id ?? "").Distinct().ToList();
            if (distinct.Count is 0 || distinct.Count > max)
                throw Refusal.Invalid("itemIds", $"Name 1 to {max} items.");
            var known = distinct.Select(id => DoorImages.Id(Bare(id))).OfType<long>().Distinct().ToList();
            return new(known, [.. distinct.Where(id => DoorImages.Id(Bare(id)) is null)]);
        }

        /// <summary>Does it to those that may be there.</summary>
        public async Task<MiladyBulkResource> TellAsync(Func<IReadOnlyList<long>, Task<BulkOutcome>> change)
        {
            var outcome = Known.Count == 0 ? new([], []) : await change(Known);
            return new(
                [.. outcome.Succeeded.Select(MiladyIds.Of)],
                [.. outcome.Failed.Select(f => new MiladyFailureResource(MiladyIds.Of(f.Id), f.Code)), .. Unknown.Select(id => new MiladyFailureResource(id, "not_found"))]);
        }
    }
}
