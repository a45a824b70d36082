using KubeDaq.Sandbox.Processes.Devices;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>
/// Which pod has which device of one host, kept by who starts the processes: a device is free again only when no process of its pod lives.
/// </summary>
internal sealed class DeviceLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _files;
    private readonly IDeviceOffers _offers;
    private readonly List<TakenDevice> _taken = [];

    /// <param name="host">The host.</param>
    /// <param name="folder">Where the files stand that simulate its devices.</param>
    /// <param name="offers">The devices that there are.</param>
    public DeviceLedger(SimulatedHost host, string folder, IDeviceOffers offers)
    {
        _offers = offers;
        _files = host.Cards.SelectMany(card => card.Devices).Distinct().ToDictionary(path => path, path => FileOf(folder, path));
    }

    /// <summary>All that pods have.</summary>
    public IReadOnlyList<TakenDevice> Taken
    {
        get
        {
            lock (_lock)
                return [.. _taken];
        }
    }

    /// <summary>The file behind a device path, or null when it is no card's.</summary>
    public string? File(string path) => _files.GetValueOrDefault(path);

    /// <summary>Makes the files.</summary>
    public void MakeFiles()
    {
        foreach (var file in _files.Values.Where(file => !System.IO.File.Exists(file)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.Create(file).Dispose();
        }
    }

    /// <summary>Gives a pod devices of these resources, all or none; a pod may take again what it has.</summary>
    /// <returns>The refusal as a kubelet says it; null when it has them now.</returns>
    public async Task<string?> TakeAsync(DevicePod pod, IReadOnlyDictionary<string, long> requests, CancellationToken stop)
    {
        foreach (var (resource, amount) in requests.Where(request => request.Value > 0 && _offers.Has(request.Key)))
        {
            if (await TakeAsync(pod, resource, amount, stop) is { } refusal)
            {
                Release(pod.Uid);
                return $"Pod was rejected: Allocate failed due to {refusal}, which is unexpected";
            }
        }
        return null;
    }

    /// <summary>What a pod was given for a resource.</summary>
    public IEnumerable<HandedDevice> Handed(string podUid, IEnumerable<string> resources)
    {
        var wanted = resources.ToHashSet();
        return Taken.Where(one => one.Pod.Uid == podUid && wanted.Contains(one.Resource)).Select(one => one.Handed!).ToList();
    }

    /// <summary>Takes everything back from a pod whose processes are gone.</summary>
    public void Release(string podUid)
    {
        lock (_lock)
            _taken.RemoveAll(one => one.Pod.Uid == podUid);
    }

    private async Task<string?> TakeAsync(DevicePod pod, string resource, long amount, CancellationToken stop)
    {
        if (Choose(pod, resource, amount, out var chosen) is { } refusal)
            return refusal;
        try
        {
            foreach (var one in chosen)
                one.Handed = await _offers.AllocateAsync(resource, one.Device, stop);
            return null;
        }
        catch (DeviceRefusedException exception)
        {
            return exception.Message;
        }
    }

    private string? Choose(DevicePod pod, string resource, long amount, out List<TakenDevice> chosen)
    {
        lock (_lock)
        {
            var taken = _taken.Where(one => one.Resource == resource).ToList();
            var own = taken.Count(one => one.Pod.Uid == pod.Uid);
            chosen = [.. _offers.Healthy(resource).Except(taken.Select(one => one.Device)).Select(device => new TakenDevice(pod, resource, device))];
            if (amount > own + chosen.Count)
                return $"requested number of devices unavailable for {resource}. Requested: {amount}, Available: {chosen.Count}";
            chosen = [.. chosen.Take((int)amount - own)];
            _taken.AddRange(chosen);
            return null;
        }
    }

    private static string FileOf(string folder, string path) =>
        Path.Combine(folder, path.Replace("/dev/", "", StringComparison.Ordinal).Trim('/').Replace('/', '-'));
}

/// <summary>A pod, as its devices know it.</summary>
internal sealed record DevicePod(string Namespace, string Name, string Uid);

/// <summary>A device that a pod has.</summary>
internal sealed class TakenDevice(DevicePod pod, string resource, string device)
{
    /// <summary>The pod.</summary>
    public DevicePod Pod { get; } = pod;

    /// <summary>The resource by which it was asked for.</summary>
    public string Resource { get; } = resource;

    /// <summary>The device.</summary>
    public string Device { get; } = device;

    /// <summary>What came with it; null until it is handed over.</summary>
    public HandedDevice? Handed { get; set; }
}
