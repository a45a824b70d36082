namespace KubeDaq.NodeAgent.Discovery.Pci;

/// <summary>A PCIe link as people write it: <c>8.0 GT/s x8</c>, with what it could be where it is slower than that.</summary>
internal static class PciLink
{
    /// <summary>The link as it is.</summary>
    /// <param name="read">Reads a file of the function.</param>
    /// <param name="most">The link as it could be.</param>
    public static string? Text(Func<string, string?> read, string? most)
    {
        if (Link(read("current_link_speed"), read("current_link_width")) is not { } now)
            return null;
        return most is not null && most != now ? $"{now} (could be {most})" : now;
    }

    /// <summary>The link as both ends of it could have it.</summary>
    public static string? Most(Func<string, string?> read) => Link(read("max_link_speed"), read("max_link_width"));

    /// <summary>The kernel writes <c>8.0 GT/s PCIe</c>, older ones <c>8 GT/s</c>, and <c>Unknown</c> or width 0 or 63 where there is no link.</summary>
    private static string? Link(string? speed, string? width)
    {
        if (speed is null || !int.TryParse(width, out var lanes) || lanes is < 1 or > 32 || speed.Length > 40)
            return null;
        var end = speed.IndexOf(" GT/s", StringComparison.Ordinal);
        return end > 0 && double.TryParse(speed[..end], out var rate) && rate is > 0 and < 1000 ? $"{rate:0.0} GT/s x{lanes}" : null;
    }
}
