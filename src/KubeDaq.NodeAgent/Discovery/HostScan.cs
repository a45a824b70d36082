using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.Discovery.Drivers;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;

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
    private List<PciFunction> _functions = [];
    private IReadOnlyList<FoundCard> _found = [];
    private IReadOnlyList<string> _watched = [];
    private IReadOnlyList<DateTime> _changed = [];

    /// <summary>What the drivers said when they were last asked.</summary>
    public DriverFacts Drivers { get; private set; } = DriverFacts.None;

    /// <summary>The cards; the same list as the last time where nothing that makes them seems to have changed.</summary>
    /// <param name="anew">Put them together in any case: what is looked at each time tells of nearly every change, but not of all.</param>
    public IReadOnlyList<FoundCard> Look(bool anew)
    {
        var functions = Functions(withLinks: anew);
        anew |= AskDrivers(functions);
        var changed = _watched.Select(files.Changed).ToList();
        if (anew || configuration.Devices.Count > 0 || !functions.SequenceEqual(_functions) || !changed.SequenceEqual(_changed))
            Find(functions);
        return _found;
    }

    private void Find(List<PciFunction> functions)
    {
        var found = configuration.Pci.SelectMany(rule => new PciCards(rule, Drivers, files).Find(functions))
            .Concat(configuration.Devices.SelectMany(new DeviceCards(files, _pci).Find))
            .DistinctBy(card => card.Key);
        _functions = functions;
        _found = SharedFiles.Refuse([.. found.OrderBy(card => card.Key, StringComparer.Ordinal)]);
        _watched = [.. _found.SelectMany(card => card.Endpoints.SelectMany(endpoint => endpoint.Devices).Concat(card.SharedDevices)).Distinct()];
        _changed = [.. _watched.Select(files.Changed)];
    }

    private List<PciFunction> Functions(bool withLinks)
    {
        var addresses = _pci.Addresses();
        if (addresses.Count != _known.Count || addresses.Any(a => !_known.ContainsKey(a)))
            Learn(addresses);
        return [.. _known.Where(k => k.Value is not null && _ids.Contains(k.Value)).Select(k => _pci.Read(k.Key, k.Value!, _slots, withLinks))];
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

    // Whether they were asked.
    private bool AskDrivers(List<PciFunction> functions)
    {
        var seen = string.Join(',', functions.Select(f => $"{f.Address}={f.Driver}").Order(StringComparer.Ordinal))
            + string.Join(',', configuration.Pci.Select(r => r.DriverFile is { } file && files.Exists(file) ? "1" : "0"));
        if (seen == _seenDrivers && time.GetElapsedTime(_driversRead) < DriverPeriod)
            return false;
        _seenDrivers = seen;
        _driversRead = time.GetTimestamp();
        Drivers = _driverReader.Read(configuration.Pci);
        return true;
    }
}
