using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Drivers;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>The cards that one rule finds among the host's PCI functions.</summary>
internal sealed class PciCards(PciRule rule, DriverFacts drivers, HostFiles files)
{
    private readonly FlxReport? _report = drivers.Reports.GetValueOrDefault(rule.Driver);

    public IReadOnlyList<FoundCard> Find(IEnumerable<PciFunction> functions)
    {
        var mine = functions.Where(f => rule.Ids.Contains(f.Id) || rule.SecondIds.Contains(f.Id));
        if (rule.OnlyWithDriver == true)
            mine = mine.Where(f => f.Driver == rule.Driver);
        var cards = EndpointPairing.Pair(rule, mine);
        var numbers = DeviceNumbers.Find(rule, cards, _report, files);
        return [.. cards.Select(card => Describe(card, numbers))];
    }

    private FoundCard Describe(CardFunctions card, DeviceNumbers numbers)
    {
        var endpoints = card.All.Select(f => new CardEndpoint(f.Address, Device(f, numbers) is { } device ? [device] : [])).ToList();
        return new FoundCard
        {
            Key = card.Lead.Address,
            Kind = rule.Kind,
            PciAddress = card.Lead.Address,
            Endpoints = endpoints,
            SharedDevices = rule.SharedFiles,
            Facts = Facts(card, numbers),
            Health = new CardCheck(rule, files).Check(card, endpoints, numbers.Problem),
        };
    }

    private string? Device(PciFunction function, DeviceNumbers numbers)
    {
        if (function.Driver != rule.Driver)
            return null;
        var (number, group) = (numbers.Of(function.Address), function.IommuGroup);
        if (rule.DeviceFile.Contains("{number}", StringComparison.Ordinal) && number is null)
            return null;
        if (rule.DeviceFile.Contains("{group}", StringComparison.Ordinal) && group is null)
            return null;
        return rule.DeviceFile.Replace("{number}", $"{number}", StringComparison.Ordinal).Replace("{group}", $"{group}", StringComparison.Ordinal);
    }

    private CardFacts Facts(CardFunctions card, DeviceNumbers numbers)
    {
        var lead = card.Lead;
        return new CardFacts
        {
            PciId = lead.Id,
            Serial = card.All.Select(f => f.Serial).FirstOrDefault(s => s is not null),
            Slot = lead.Slot,
            Firmware = numbers.Of(lead.Address) is { } number ? Firmware(_report?.Devices.GetValueOrDefault(number)) : null,
            Driver = lead.Driver,
            DriverVersion = lead.Driver is { } driver && drivers.Versions.GetValueOrDefault(driver) is { Length: > 0 } version ? version : null,
            NumaNode = lead.NumaNode,
            PciRoot = lead.Root,
            Link = lead.Link,
            IommuGroup = lead.IommuGroup,
        };
    }

    private static string? Firmware(FlxDevice? device) => device?.Firmware ?? (device?.RegisterMap is { } map ? $"register map {map}" : null);
}
