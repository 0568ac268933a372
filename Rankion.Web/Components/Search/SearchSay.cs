using Rankion.Core.Language;

namespace Rankion.Web.Components.Search;

/// <summary>What search and filters say.</summary>
internal static class SearchSay
{
    public static readonly Words Say = new(typeof(SearchSay));
}
