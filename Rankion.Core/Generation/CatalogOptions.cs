using Microsoft.Extensions.Options;

namespace Rankion.Core.Generation;

/// <summary><c>Rankion</c>: what is chosen across providers.</summary>
public sealed class CatalogOptions
{
    public const string Section = "Rankion";

    /// <summary>The model taken where a request names none. Default: the first one of a configured provider, else the sketch.</summary>
    public string? DefaultModel { get; set; }
}

/// <summary>A default that nobody offers, or one name for two models, starts nothing.</summary>
internal sealed class CatalogOptionsCheck(IEnumerable<IImageProvider> providers) : IValidateOptions<CatalogOptions>
{
    public ValidateOptionsResult Validate(string? name, CatalogOptions options)
    {
        var ids = providers.SelectMany(provider => provider.Models).Select(model => model.Id).ToArray();
        var faults = ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"The model {same.Key} is configured more than once.").ToList();
        if (options.DefaultModel is { } wanted && !ids.Contains(wanted, StringComparer.OrdinalIgnoreCase))
            faults.Add($"{CatalogOptions.Section}:{nameof(CatalogOptions.DefaultModel)} is {wanted}, but the configured models are: {string.Join(", ", ids)}.");
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
