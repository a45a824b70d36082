namespace KubeDaq.Sandbox.Hosts;

/// <summary>
/// Which pod has which card of one host, kept by who starts the processes: a card is free again only when no process of its pod lives.
/// </summary>
internal sealed class DeviceLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, IReadOnlyList<string>> _devices;
    private readonly Dictionary<string, string> _files;
    private readonly Dictionary<string, string> _taken = [];

    /// <param name="host">The host.</param>
    /// <param name="folder">Where the files stand that simulate its devices.</param>
    public DeviceLedger(SimulatedHost host, string folder)
    {
        _devices = host.Cards.SelectMany(card => card.Resources).ToDictionary(one => one.Name, one => one.Devices);
        _files = host.Cards.SelectMany(card => card.Devices).Distinct().ToDictionary(path => path, path => FileOf(folder, path));
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

    /// <summary>Gives a pod the cards behind these resources, all or none; a pod may take again what it has.</summary>
    /// <returns>The refusal as a kubelet says it; null when it has them now.</returns>
    public string? Take(string pod, IReadOnlyDictionary<string, long> requests)
    {
        var cards = requests.Where(request => request.Value > 0 && _devices.ContainsKey(request.Key)).ToList();
        lock (_lock)
        {
            foreach (var (resource, amount) in cards)
            {
                var available = _taken.TryGetValue(resource, out var holder) && holder != pod ? 0 : 1;
                if (amount > available)
                    return $"Pod was rejected: Allocate failed due to requested number of devices unavailable for {resource}. Requested: {amount}, Available: {available}, which is unexpected";
            }
            foreach (var (resource, _) in cards)
                _taken[resource] = pod;
        }
        return null;
    }

    /// <summary>The device paths behind resources.</summary>
    public IEnumerable<string> Paths(IEnumerable<string> resources) => resources.SelectMany(resource => _devices.GetValueOrDefault(resource) ?? []).Distinct();

    /// <summary>Takes everything back from a pod whose processes are gone.</summary>
    public void Release(string pod)
    {
        lock (_lock)
        {
            foreach (var resource in _taken.Where(pair => pair.Value == pod).Select(pair => pair.Key).ToList())
                _taken.Remove(resource);
        }
    }

    private static string FileOf(string folder, string path) =>
        Path.Combine(folder, path.Replace("/dev/", "", StringComparison.Ordinal).Trim('/').Replace('/', '-'));
}
