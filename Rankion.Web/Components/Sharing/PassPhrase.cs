using System.Globalization;
using System.Security.Cryptography;

namespace Rankion.Web.Components.Sharing;

/// <summary>Passwords that can be read out over the phone: <c>amber-otter-linen-41</c>, one of 23 million. Five tries a minute go through.</summary>
public static class PassPhrase
{
    private static readonly string[] Words =
    [
        "amber", "anchor", "apple", "arrow", "basil", "beacon", "birch", "bison", "breeze", "candle", "canyon", "cedar", "cherry", "cloud", "clover", "copper",
        "coral", "cotton", "crane", "dune", "eagle", "ember", "falcon", "fern", "field", "forest", "garden", "ginger", "glacier", "harbour", "hazel", "heron",
        "honey", "island", "ivory", "jade", "kettle", "lagoon", "lemon", "linen", "lotus", "maple", "marble", "meadow", "mint", "nectar", "ocean", "olive",
        "otter", "pearl", "pepper", "pine", "planet", "quartz", "raven", "river", "saffron", "silver", "spruce", "stone", "thistle", "tulip", "velvet", "willow",
    ];

    public static string Next() => string.Create(
        CultureInfo.InvariantCulture, $"{Word()}-{Word()}-{Word()}-{RandomNumberGenerator.GetInt32(10, 100)}");

    private static string Word() => Words[RandomNumberGenerator.GetInt32(Words.Length)];
}
