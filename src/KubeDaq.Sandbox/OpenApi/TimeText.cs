using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Times as Go reads them.</summary>
internal static partial class TimeText
{
    private const string Layout = "2006-01-02T15:04:05Z07:00";
    private const string MicroLayout = "2006-01-02T15:04:05.000000Z07:00";

    /// <summary>What is wrong with a time, in Go's words, or null; a micro time has just six digits after the point.</summary>
    public static string? Complaint(string text, bool micro)
    {
        var layout = micro ? MicroLayout : Layout;
        var match = Pattern().Match(text);
        if (!match.Success || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            return $"parsing time \"{text}\" as \"{layout}\": cannot parse \"{text}\" as \"2006\"";
        return micro && match.Groups["fraction"].Length != 7
            ? $"parsing time \"{text}\" as \"{layout}\": cannot parse \"{match.Groups["fraction"].Value}{match.Groups["zone"].Value}\" as \".000000\""
            : null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?<fraction>\.\d+)?(?<zone>Z|[+-]\d\d:\d\d)\z")]
    private static partial Regex Pattern();
}
