namespace KubeDaq.Console.Web;

/// <summary>Where to go after a sign-in: pages of the console and nowhere else.</summary>
internal static class LocalAddress
{
    /// <summary>The address where it is one of ours, else the first page.</summary>
    public static string Of(string? address) => address is not null && IsLocal(address) ? address : "/partitions";

    private static bool IsLocal(string address) =>
        address.Length is > 0 and < 1024 && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\'))
        && !address.StartsWith("/signin", StringComparison.OrdinalIgnoreCase) && !address.StartsWith("/start", StringComparison.OrdinalIgnoreCase)
        && !address.Any(letter => letter is < ' ' or '\\' or (char)0x7f);
}
