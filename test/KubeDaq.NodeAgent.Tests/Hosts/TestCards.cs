using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Hosts;

/// <summary>Cards to test with.</summary>
internal static class TestCards
{
    public static HealthNote Well { get; } = new(CardHealth.Healthy, "Found", "the card answers");

    public static HealthNote Broken { get; } = new(CardHealth.Unhealthy, "DriverMissing", "no driver is bound to it");

    /// <summary>A card with one endpoint.</summary>
    public static HostCard Apa001 { get; } = new()
    {
        Name = "apa001",
        Kind = CardKind.Felix,
        PciAddress = "0000:3b:00.0",
        Endpoints = [new("0000:3b:00.0", ["/dev/flx0"])],
        Health = Well,
        Facts = new() { NumaNode = 1, Serial = "FLX-17", Firmware = "rm5.1", Detector = "APA001", PciRoot = "pci0000:3a" },
    };

    /// <summary>A card that is split into two units with an endpoint each.</summary>
    public static HostCard Apa002 { get; } = new()
    {
        Name = "apa002",
        Kind = CardKind.Felix,
        PciAddress = "0000:5e:00.0",
        Endpoints = [new("0000:5e:00.0", ["/dev/flx1"]), new("0000:5f:00.0", ["/dev/flx2"])],
        Units = [new("data0", ["/dev/flx1"]), new("data1", ["/dev/flx2"])],
        Health = Well,
    };
}
