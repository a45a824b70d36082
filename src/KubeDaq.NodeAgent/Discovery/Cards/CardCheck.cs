using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>Whether a card is well, by what its host shows: the first fault is told, with what to do.</summary>
internal sealed class CardCheck(PciRule rule, HostFiles files)
{
    public HealthNote Check(CardFunctions card, IReadOnlyList<CardEndpoint> endpoints, string? numbering)
    {
        if (card.All.FirstOrDefault(f => !f.Answers) is { } silent)
            return Bad("NotAnswering", $"PCI function {silent.Address} does not answer; power the host off and on, then look at the card");
        if (card.First is null)
            return Bad("EndpointMissing", $"endpoint {card.Second!.Address} is there without the first endpoint of its card; is the firmware loaded?");
        if (card.All.FirstOrDefault(f => f.Driver is null) is { } without)
            return Bad("DriverMissing", $"PCI function {without.Address} has no driver; load driver {rule.Driver}");
        if (card.All.FirstOrDefault(f => f.Driver != rule.Driver) is { } other)
            return Bad("OtherDriver", $"PCI function {other.Address} is bound to driver {other.Driver}; bind it to {rule.Driver}");
        if (numbering is not null)
            return Bad("NumbersUnclear", $"which device file belongs to the card is not known: {numbering}; reload the driver");
        return Files(endpoints);
    }

    private HealthNote Files(IReadOnlyList<CardEndpoint> endpoints)
    {
        if (endpoints.FirstOrDefault(e => e.Devices.Count == 0) is { } bare)
            return Bad("DeviceFileMissing", $"driver {rule.Driver} has no device for PCI function {bare.PciAddress}; reload the driver");
        var wanted = endpoints.SelectMany(e => e.Devices).Concat(rule.SharedFiles);
        return wanted.FirstOrDefault(f => !files.Exists(f)) is { } missing
            ? Bad("DeviceFileMissing", $"device file {missing} is not there; reload the driver that makes it")
            : new HealthNote(CardHealth.Healthy, "Found", $"driver {rule.Driver} has the card, and its device files are there");
    }

    private static HealthNote Bad(string reason, string message) => new(CardHealth.Unhealthy, reason, message);
}
