using System.Text.RegularExpressions;

namespace KubeDaq.NodeAgent.Discovery.Drivers;

/// <summary>What the driver of FELIX' DMA memory tells in <c>/proc/cmem_rcc</c>.</summary>
internal sealed partial record CmemReport(string? Version, int? Megabytes)
{
    public static CmemReport Parse(string text) => new(
        VersionLine().Match(text) is { Success: true } version ? version.Groups[1].Value : null,
        Size().Match(text) is { Success: true } size && int.TryParse(size.Groups[1].ValueSpan, out var megabytes) ? megabytes : null);

    [GeneratedRegex(@"CMEM RCC driver \((?:FELIX )?(?:release )?(?:[A-Za-z]+[-_ ])*(\d[\w.-]{0,30})", RegexOptions.NonBacktracking)]
    private static partial Regex VersionLine();

    [GeneratedRegex(@"gfpbpa_size\s*=\s*(\d{1,9})", RegexOptions.NonBacktracking)]
    private static partial Regex Size();
}
