using System.Globalization;

namespace KubeDaq.Sandbox.Resources;

/// <summary>Times as Kubernetes writes them, and spans as kubectl shows them.</summary>
internal static class HumanTime
{
    /// <summary>A time as metav1.Time has it.</summary>
    public static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>A time as metav1.MicroTime has it.</summary>
    public static string MicroStamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    /// <summary>How long ago a time was, or <c>&lt;unknown&gt;</c>.</summary>
    public static string Since(string? stamp, DateTimeOffset now) =>
        DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Span(now - time) : "<unknown>";

    /// <summary>A span in the one or two units that matter.</summary>
    public static string Span(TimeSpan span)
    {
        var seconds = (long)span.TotalSeconds;
        if (seconds < -1)
            return "<invalid>";
        return seconds switch
        {
            < 0 => "0s",
            < 120 => $"{seconds}s",
            < 600 => Two(seconds / 60, "m", seconds % 60, "s"),
            < 10_800 => $"{seconds / 60}m",
            < 28_800 => Two(seconds / 3600, "h", seconds / 60 % 60, "m"),
            < 172_800 => $"{seconds / 3600}h",
            < 691_200 => Two(seconds / 86_400, "d", seconds / 3600 % 24, "h"),
            < 63_072_000 => $"{seconds / 86_400}d",
            < 252_288_000 => Two(seconds / 31_536_000, "y", seconds / 86_400 % 365, "d"),
            _ => $"{seconds / 31_536_000}y",
        };
    }

    private static string Two(long large, string largeUnit, long small, string smallUnit) =>
        small == 0 ? $"{large}{largeUnit}" : $"{large}{largeUnit}{small}{smallUnit}";
}
