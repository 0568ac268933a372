using System.Security.Cryptography;
using System.Text;

namespace Rankion.Core.Accounts;

/// <summary>What opens a door to whoever holds it: tokens, links, codes. Given out once; only its hash stays.</summary>
public static class Secret
{
    private const string Base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Readable = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Letters and digits; 40 of them hold 238 bits.</summary>
    public static string Create(int length) => RandomNumberGenerator.GetString(Base62, length);

    /// <summary>For people to read and type: groups of four, nothing that looks like something else. 12 hold 60 bits.</summary>
    public static string CreateReadable(int length) =>
        string.Join('-', RandomNumberGenerator.GetString(Readable, length).Chunk(4).Select(group => new string(group)));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Takes the same time wherever the two differ.</summary>
    public static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));
}
