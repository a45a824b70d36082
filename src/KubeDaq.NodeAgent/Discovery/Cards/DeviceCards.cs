using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>Cards that are known by their character devices alone: all files that a rule finds of one device are one card.</summary>
internal sealed class DeviceCards(HostFiles files, PciReader pci)
{
    public IReadOnlyList<FoundCard> Find(DeviceRule rule)
    {
        var devices = from name in files.Names($"/sys/class/{rule.Class}")
                      where Wildcard.Matches(rule.Match ?? "*", name)
                      let owner = files.Target($"{files.Real($"/sys/class/{rule.Class}/{name}")}/device")
                      where owner is not null
                      group name by owner into card
                      select (Owner: card.Key, Names: card.Order(StringComparer.Ordinal).ToList());
        return [.. devices.Select(d => Describe(rule, d.Owner, d.Names)).OfType<FoundCard>()];
    }

    private FoundCard? Describe(DeviceRule rule, string owner, List<string> names)
    {
        // A ReadoutCard is told by its PCI address: a device that hangs on none is no card.
        if (owner.Split('/').LastOrDefault(PciAddress.IsOne) is not { } address)
            return null;
        var devices = names.Select(name => "/dev/" + NodeName(rule.Class, name)).ToList();
        var missing = devices.Concat(rule.SharedFiles).FirstOrDefault(f => !files.Exists(f));
        return new FoundCard
        {
            Key = owner.EndsWith(address, StringComparison.Ordinal) ? address : owner,
            Kind = CardKind.Device,
            PciAddress = address,
            Endpoints = [new CardEndpoint(address, devices)],
            SharedDevices = rule.SharedFiles,
            Facts = Facts(address),
            Health = missing is null
                ? new HealthNote(CardHealth.Healthy, "Found", "its device files are there")
                : new HealthNote(CardHealth.Unhealthy, "DeviceFileMissing", $"device file {missing} is not there; reload the driver that makes it"),
        };
    }

    private CardFacts Facts(string address)
    {
        var function = pci.Read(address, pci.Id(address) ?? "", pci.Slots(), withLink: true);
        return new CardFacts
        {
            PciId = function.Id.Length > 0 ? function.Id : null,
            Serial = function.Serial,
            Slot = function.Slot,
            Driver = function.Driver,
            NumaNode = function.NumaNode,
            PciRoot = function.Root,
            Link = function.Link,
        };
    }

    private string NodeName(string @class, string name) =>
        files.Text($"/sys/class/{@class}/{name}/uevent")?.Split('\n').FirstOrDefault(l => l.StartsWith("DEVNAME=", StringComparison.Ordinal)) is { Length: > 8 } line
            ? line[8..].Trim()
            : name;
}
