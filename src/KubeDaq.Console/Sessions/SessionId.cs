using System.Security.Cryptography;
using System.Text;

namespace KubeDaq.Console.Sessions;

/// <summary>The names of sessions: a key that cannot be guessed, and an id that may be shown, from which no key comes back.</summary>
internal static class SessionId
{
    /// <summary>A new key of 256 random bits.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The id of a key.</summary>
    public static string Of(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)))[..16];
}
