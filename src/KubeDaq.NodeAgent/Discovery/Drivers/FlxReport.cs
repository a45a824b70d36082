using System.Globalization;
using System.Text.RegularExpressions;

namespace KubeDaq.NodeAgent.Discovery.Drivers;

/// <summary>
/// What the FELIX driver tells in <c>/proc/flx</c>. The text is for people and differs between releases (3.x to 5.x): what is not found is
/// absent. Reading it makes old releases map the card's registers and never unmap them, so it is read rarely.
/// </summary>
internal sealed partial record FlxReport
{
    /// <summary>The version of the driver: 4.5.0.</summary>
    public string? Version { get; init; }

    /// <summary>How many devices the driver has, and so how many numbers.</summary>
    public int? DeviceCount { get; init; }

    /// <summary>What is told of each device, by its number.</summary>
    public IReadOnlyDictionary<int, FlxDevice> Devices { get; init; } = new Dictionary<int, FlxDevice>();

    /// <summary>Which process has locked what.</summary>
    public IReadOnlyList<FlxLock> Locks { get; init; } = [];

    public static FlxReport Parse(string text)
    {
        var devices = new Dictionary<int, FlxDevice>();
        foreach (Match found in Firmware().Matches(text))
            devices[Number(found, 1)] = new FlxDevice { Firmware = $"{found.Groups[2].Value} of {found.Groups[3].Value.Trim()}" };
        foreach (Match found in WrongMap().Matches(text))
            devices[Number(found, 1)] = Of(devices, Number(found, 1)) with { RegisterMap = Map(found.Groups[2].Value), Complaint = "the driver wants another register map" };
        return new FlxReport
        {
            Version = VersionLine().Match(text) is { Success: true } version ? version.Groups[1].Value : null,
            DeviceCount = Count().Match(text) is { Success: true } count ? Number(count, 1) : null,
            Devices = devices,
            Locks = [.. LockLine().Matches(text).Select(l => new FlxLock(Number(l, 1), Number(l, 2), Number(l, 3)))],
        };
    }

    private static FlxDevice Of(Dictionary<int, FlxDevice> devices, int number) => devices.GetValueOrDefault(number) ?? new();

    private static int Number(Match match, int group) => int.TryParse(match.Groups[group].ValueSpan, out var number) ? number : -1;

    /// <summary>0x00000500 is map 5.0.</summary>
    private static string? Map(string hex) =>
        uint.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var map) ? $"{map >> 8}.{map & 0xff}" : null;

    [GeneratedRegex(@"FLX driver (?:for release )?(?:[A-Za-z]+[-_ ])*v?(\d[\w.-]{0,30})", RegexOptions.NonBacktracking)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"Number of (?:cards|devices) detected\s*[=:]\s*(\d{1,3})", RegexOptions.NonBacktracking)]
    private static partial Regex Count();

    [GeneratedRegex(@"(?:Card|Device) (\d{1,3}): build revision: ([0-9a-fA-F]{1,16}), date: ([0-9a-fA-F -]{1,20}),", RegexOptions.NonBacktracking)]
    private static partial Regex Firmware();

    [GeneratedRegex(@"Device (\d{1,3}) does not have the required F/W\. The regmap register contains 0x([0-9a-fA-F]{8})", RegexOptions.NonBacktracking)]
    private static partial Regex WrongMap();

    [GeneratedRegex(@"^ *(\d{1,3}) \| +(\d{1,3}) \| +(\d{1,10}) \|", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex LockLine();
}

/// <summary>What the driver tells of one device.</summary>
internal sealed record FlxDevice
{
    /// <summary>The firmware's revision and day.</summary>
    public string? Firmware { get; init; }

    /// <summary>The version of the firmware's register map.</summary>
    public string? RegisterMap { get; init; }

    /// <summary>What the driver does not like of it.</summary>
    public string? Complaint { get; init; }
}

/// <summary>A resource of a device that a process has locked.</summary>
internal sealed record FlxLock(int Device, int Resource, int Process);
