using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.Discovery.Drivers;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery;

/// <summary>Looks at the host again and again, and reads only what can have changed: a look at an idle host costs a listing and a few small files.</summary>
internal sealed class HostScan(HostFiles files, AgentConfiguration configuration, TimeProvider time)
{
    private static readonly TimeSpan DriverPeriod = TimeSpan.FromMinutes(10);

    private readonly PciReader _pci = new(files);
    private readonly DriverReader _driverReader = new(files);
    private readonly HashSet<string> _ids = [.. configuration.Pci.SelectMany(r => r.Ids.Concat(r.SecondIds))];
    private readonly Dictionary<string, string?> _known = [];
    private IReadOnlyDictionary<string, string> _slots = new Dictionary<string, string>();
    private string _seenDrivers = "";
    private long _driversRead;

    /// <summary>What the drivers said when they were last asked.</summary>
    public DriverFacts Drivers { get; private set; } = DriverFacts.None;

    public IReadOnlyList<FoundCard> Look()
    {
        var functions = Functions();
        AskDrivers(functions);
        var found = configuration.Pci.SelectMany(rule => new PciCards(rule, Drivers, files).Find(functions))
            .Concat(configuration.Devices.SelectMany(new DeviceCards(files, _pci).Find))
            .DistinctBy(card => card.Key);
        return SharedFiles.Refuse([.. found.OrderBy(card => card.Key, StringComparer.Ordinal)]);
    }

    private List<PciFunction> Functions()
    {
        var addresses = _pci.Addresses();
        if (addresses.Count != _known.Count || addresses.Any(a => !_known.ContainsKey(a)))
            Learn(addresses);
        return [.. _known.Where(k => k.Value is not null && _ids.Contains(k.Value)).Select(k => _pci.Read(k.Key, k.Value!, _slots))];
    }

    /// <summary>Another card may have come to an address that was free for a moment, so its address alone is not trusted once anything has changed.</summary>
    private void Learn(IReadOnlyList<string> addresses)
    {
        _known.Clear();
        _pci.Forget();
        foreach (var address in addresses)
            _known[address] = _pci.Id(address);
        _slots = _pci.Slots();
    }

    private void AskDrivers(List<PciFunction> functions)
    {
        var seen = string.Join(',', functions.Select(f => $"{f.Address}={f.Driver}").Order(StringComparer.Ordinal))
            + string.Join(',', configuration.Pci.Select(r => r.DriverFile is { } file && files.Exists(file) ? "1" : "0"));
        if (seen == _seenDrivers && time.GetElapsedTime(_driversRead) < DriverPeriod)
            return;
        _seenDrivers = seen;
        _driversRead = time.GetTimestamp();
        Drivers = _driverReader.Read(configuration.Pci);
    }
}

/// <summary>A device file that belongs to two cards would make both of them open to whoever holds one: neither is well.</summary>
internal static class SharedFiles
{
    public static IReadOnlyList<FoundCard> Refuse(IReadOnlyList<FoundCard> cards)
    {
        var shared = cards.SelectMany(c => c.Endpoints.SelectMany(e => e.Devices).Distinct().Select(device => (device, c.PciAddress)))
            .GroupBy(d => d.device).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => string.Join(" and ", g.Select(d => d.PciAddress)));
        return shared.Count == 0 ? cards : [.. cards.Select(card => Check(card, shared))];
    }

    private static FoundCard Check(FoundCard card, Dictionary<string, string> shared) =>
        card.Endpoints.SelectMany(e => e.Devices).FirstOrDefault(shared.ContainsKey) is { } file
            ? card with { Health = new HealthNote(CardHealth.Unhealthy, "DeviceFileShared", $"{file} belongs to {shared[file]}, so neither can be given to one alone; put them in slots or IOMMU groups of their own") }
            : card;
}
