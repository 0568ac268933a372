using Rankion.Core;

namespace Rankion.Web.Api.Compat;

/// <summary>Tells what is wrong with a field by the name that milady has for it.</summary>
internal sealed class MiladyFields : IEndpointFilter
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal) { ["ids"] = "itemIds", ["add"] = "tags", ["q"] = "search", ["collection_id"] = "collection" };

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RefusalException refusal) when (refusal.Errors.Keys.Any(field => NameOf(field) != field))
        {
            throw new RefusalException(refusal.Code, refusal.Status, refusal.Message)
            {
                Errors = refusal.Errors.ToDictionary(e => NameOf(e.Key), e => e.Value),
                Details = refusal.Details,
            };
        }
    }

    private static string NameOf(string field) => Others.TryGetValue(field, out var other) ? other : string.Concat(field.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
