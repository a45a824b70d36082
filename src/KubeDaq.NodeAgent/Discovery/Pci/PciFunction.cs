using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Discovery.Pci;

/// <summary>A PCI function, as sysfs shows it.</summary>
internal sealed record PciFunction
{
    /// <summary>Its address: 0000:3b:00.0.</summary>
    public required string Address { get; init; }

    /// <summary>Vendor and device: 10dc:0427.</summary>
    public required string Id { get; init; }

    /// <summary>The bridges above it, from the root port down.</summary>
    public IReadOnlyList<string> Bridges { get; init; } = [];

    /// <summary>The root of its tree: pci0000:3a.</summary>
    public string? Root { get; init; }

    public string? Driver { get; init; }

    public int? NumaNode { get; init; }

    public int? IommuGroup { get; init; }

    public string? Link { get; init; }

    /// <summary>The link as it could be.</summary>
    public string? MostLink { get; init; }

    public string? Serial { get; init; }

    /// <summary>The slot of the chassis, where the firmware tells the kernel.</summary>
    public string? Slot { get; init; }

    /// <summary>Whether its configuration space answers; a card that lost its link reads all ones.</summary>
    public bool Answers { get; init; } = true;
}

/// <summary>Reads PCI functions from sysfs.</summary>
internal sealed class PciReader(HostFiles files)
{
    private const string Devices = "/sys/bus/pci/devices";

    // What stays as it is while a function is there, and its link. To look for its serial number alone reads the whole configuration space of the card.
    private readonly Dictionary<string, PciFunction> _known = [];

    /// <summary>Another card may be at an address now.</summary>
    public void Forget() => _known.Clear();

    public IReadOnlyList<string> Addresses() => [.. files.Names(Devices).Where(PciAddress.IsOne)];

    /// <summary>Vendor and device of a function; null where it is gone.</summary>
    public string? Id(string address) =>
        Hex(files.Text($"{Devices}/{address}/vendor")) is { } vendor && Hex(files.Text($"{Devices}/{address}/device")) is { } device ? $"{vendor}:{device}" : null;

    /// <summary>The function as it is now.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="id">What it is.</param>
    /// <param name="slots">The slots of the chassis.</param>
    /// <param name="withLink">Also look how fast its link is, which tells nothing of whether it works.</param>
    public PciFunction Read(string address, string id, IReadOnlyDictionary<string, string> slots, bool withLink)
    {
        var folder = $"{Devices}/{address}";
        var isKnown = _known.TryGetValue(address, out var known);
        known ??= Lasting(folder, address, id, slots);
        if (withLink || !isKnown)
            _known[address] = known = known with { Link = PciLink.Text(name => files.Text($"{folder}/{name}"), known.MostLink) };
        return known with
        {
            Driver = LastPart(files.Target($"{folder}/driver")),
            Answers = files.Bytes($"{folder}/config", 4) is not [0xff, 0xff, 0xff, 0xff],
        };
    }

    /// <summary>The slots of the chassis, by the address of what is in them, without the function.</summary>
    public IReadOnlyDictionary<string, string> Slots()
    {
        var slots = new Dictionary<string, string>();
        foreach (var slot in files.Names("/sys/bus/pci/slots"))
        {
            if (files.Text($"/sys/bus/pci/slots/{slot}/address") is { Length: > 0 } address)
                slots.TryAdd(address, slot);
        }

        return slots;
    }

    private PciFunction Lasting(string folder, string address, string id, IReadOnlyDictionary<string, string> slots)
    {
        var path = files.Target(folder)?.Split('/') ?? [];
        return new PciFunction
        {
            Address = address,
            Id = id,
            Root = path.FirstOrDefault(part => part.StartsWith("pci", StringComparison.Ordinal)),
            Bridges = [.. path.Where(part => part != address && PciAddress.IsOne(part))],
            NumaNode = files.Number($"{folder}/numa_node") is >= 0 and var node ? node : null,
            IommuGroup = int.TryParse(LastPart(files.Target($"{folder}/iommu_group")), out var group) ? group : null,
            MostLink = PciLink.Most(name => files.Text($"{folder}/{name}")),
            Serial = PciSerial.Read(files, folder),
            Slot = slots.GetValueOrDefault(PciAddress.Device(address)),
        };
    }

    private static string? LastPart(string? path) => path is null ? null : Path.GetFileName(path);

    private static string? Hex(string? text) =>
        text is { Length: 6 } && text.StartsWith("0x", StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiHexDigit) ? text[2..].ToLowerInvariant() : null;
}
