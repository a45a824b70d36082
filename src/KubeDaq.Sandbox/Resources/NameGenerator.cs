using System.Security.Cryptography;

namespace KubeDaq.Sandbox.Resources;

/// <summary>Makes names from generateName.</summary>
internal static class NameGenerator
{
    // Without vowels, and what looks like them, so that no words appear.
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";
    private const int LongestPrefix = 58;

    /// <summary>The prefix and five letters.</summary>
    public static string Make(string prefix) => (prefix.Length > LongestPrefix ? prefix[..LongestPrefix] : prefix) + RandomNumberGenerator.GetString(Letters, 5);
}
