namespace Rankion.Web.Components.Gallery;

/// <summary>The colours of a picture that is not there yet: soft, and another each time.</summary>
internal static class Fog
{
    private static readonly (string A, string B, string C, string Ground)[] Palettes =
    [
        ("#e7a58b", "#7b6ba6", "#28345f", "#a9889a"),
        ("#f2c879", "#d98c6a", "#5d4a66", "#c9a27e"),
        ("#9fd3c7", "#5b93a8", "#1f3d52", "#79aab0"),
        ("#f4b6c2", "#a991d4", "#3b3a6b", "#c3a3c9"),
        ("#cfe0a3", "#7fae8a", "#2d4f4a", "#9dbb94"),
        ("#b9cdf0", "#7d8fc9", "#2b3566", "#94a6d3"),
    ];

    public static string Of(long id)
    {
        var (a, b, c, ground) = Palettes[id % Palettes.Length];
        return $"radial-gradient(50% 60% at 28% 40%, {a}, transparent), radial-gradient(60% 60% at 78% 30%, {b}, transparent), radial-gradient(80% 70% at 60% 90%, {c}, transparent), {ground}";
    }
}
