using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeDaq.Cli.Verbs;

/// <summary>Durations as kubectl takes them: 90s, 10m, 1h30m.</summary>
internal static partial class Durations
{
    public static Option<TimeSpan> Option(string name, string description, TimeSpan usual) => new(name)
    {
        Description = description,
        HelpName = "time",
        DefaultValueFactory = _ => usual,
        CustomParser = Read,
    };

    public static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success || text.Length == 0)
            return null;
        return TimeSpan.FromHours(Number(match, "h")) + TimeSpan.FromMinutes(Number(match, "m")) + TimeSpan.FromSeconds(Number(match, "s"));
    }

    private static TimeSpan Read(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (Parse(text) is { } time)
            return time;
        result.AddError($"\"{text}\" is no duration; write 90s, 10m or 1h30m");
        return default;
    }

    private static double Number(Match match, string unit) =>
        match.Groups[unit].Success ? double.Parse(match.Groups[unit].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<h>\d{1,6})h)?((?<m>\d{1,6})m)?((?<s>\d{1,6}(\.\d{1,3})?)s?)?$")]
    private static partial Regex Form();
}
