using KubeDaq.Api.DaqHosts;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Discovery.Drivers;

/// <summary>What is known of the drivers that the rules name.</summary>
internal sealed record DriverFacts(IReadOnlyDictionary<string, string> Versions, IReadOnlyDictionary<string, FlxReport> Reports, CmemReport? Cmem)
{
    public static DriverFacts None { get; } = new(new Dictionary<string, string>(), new Dictionary<string, FlxReport>(), null);

    /// <summary>The drivers as the DaqHost lists them.</summary>
    public IReadOnlyList<HostDriver> List()
    {
        var list = Versions.Select(v => new HostDriver { Name = v.Key, Version = v.Value.Length > 0 ? v.Value : null }).ToList();
        if (Cmem is not null)
            list.Add(new HostDriver { Name = "cmem_rcc", Version = Cmem.Version, Detail = Cmem.Megabytes is { } size ? $"{size} MB for DMA" : null });
        return [.. list.OrderBy(d => d.Name, StringComparer.Ordinal)];
    }
}

/// <summary>Asks the drivers. This is not done at every look: see <see cref="FlxReport"/>.</summary>
internal sealed class DriverReader(HostFiles files)
{
    private const string CmemFile = "/proc/cmem_rcc";

    public DriverFacts Read(IEnumerable<PciRule> rules)
    {
        var versions = new Dictionary<string, string>();
        var reports = new Dictionary<string, FlxReport>();
        foreach (var rule in rules.DistinctBy(r => r.Driver))
        {
            var module = $"/sys/module/{rule.Driver.Replace('-', '_')}";
            var report = rule.DriverFile is { } file && files.Text(file) is { } text ? FlxReport.Parse(text) : null;
            if (report is not null)
                reports[rule.Driver] = report;
            if (report is not null || files.Exists(module))
                versions[rule.Driver] = report?.Version ?? files.Text($"{module}/version") ?? "";
        }

        return new DriverFacts(versions, reports, files.Text(CmemFile) is { } cmem ? CmemReport.Parse(cmem) : null);
    }
}
