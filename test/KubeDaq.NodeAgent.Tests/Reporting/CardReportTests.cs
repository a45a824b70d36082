using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Reporting;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Reporting;

public sealed class CardReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly HostCard Card = new()
    {
        Name = "apa001",
        Kind = CardKind.Felix,
        PciAddress = "0000:3d:00.0",
        Endpoints = [new CardEndpoint("0000:3d:00.0", ["/dev/flx0"])],
        Health = new HealthNote(CardHealth.Healthy, "Found", "it is there"),
        Facts = new CardFacts { Firmware = "register map 5.0" },
    };

    private static readonly OfferState Offers = new()
    {
        Mode = OfferMode.DevicePlugin,
        Cards = new Dictionary<string, CardOffer> { ["apa001"] = new(true, "Registered", "the kubelet has it", ["np04/coldbox-readout-0"]) },
    };

    [Fact]
    public void The_agents_fields_are_told_and_no_others()
    {
        var report = CardReport.Of(Card, null, Offers, "daq6", Noon);
        Assert.Equal(["devices", "host", "kind", "pciAddress"], report.Spec.Select(f => f.Key).Order());
        Assert.Equal(["conditions", "hardware", "health", "podNames", "pods", "resourceNames"], report.Status.Select(f => f.Key).Order());
    }

    [Fact]
    public void A_card_without_its_driver_keeps_the_device_files_that_pods_were_told()
    {
        var record = new ReadoutCard { Metadata = new ObjectMeta { Name = "apa001" }, Spec = new ReadoutCardSpec { Host = "daq6", PciAddress = "0000:3d:00.0", Devices = ["/dev/flx0"] } };
        var without = Card with { Endpoints = [new CardEndpoint("0000:3d:00.0", [])], Health = new HealthNote(CardHealth.Unhealthy, "DriverMissing", "no driver") };
        var report = CardReport.Of(without, record, Offers, "daq6", Noon);
        Assert.Equal("""["/dev/flx0"]""", report.Spec["devices"]!.ToJsonString());
        Assert.Equal("Unhealthy", (string?)report.Status["health"]);
    }

    [Fact]
    public void A_condition_keeps_the_time_of_its_last_change()
    {
        var earlier = Noon.AddHours(-3);
        var record = new ReadoutCard
        {
            Metadata = new ObjectMeta { Name = "apa001" },
            Status = new ReadoutCardStatus
            {
                Conditions =
                [
                    new Condition { Type = "Healthy", Status = "True", Reason = "Other", LastTransitionTime = earlier },
                    new Condition { Type = "Offered", Status = "False", Reason = "Other", LastTransitionTime = earlier },
                ],
            },
        };
        var conditions = CardReport.Of(Card, record, Offers, "daq6", Noon).Status["conditions"]!.AsArray();
        Assert.Equal(["Healthy 2026-11-24T09:00:00Z", "Offered 2026-11-24T12:00:00Z"], conditions.Select(c => $"{c!["type"]} {c["lastTransitionTime"]}"));
    }

    [Fact]
    public void A_name_that_is_claimed_twice_is_not_offered_whatever_the_kubelet_has()
    {
        var taken = Card with { Withheld = new HealthNote(CardHealth.Unknown, "NameTaken", "hosts daq6 and daq7 both claim the name apa001") };
        var offered = CardReport.Of(taken, null, Offers, "daq6", Noon).Status["conditions"]!.AsArray().Single(c => (string?)c!["type"] == "Offered")!;
        Assert.Equal(("False", "NameTaken"), ((string?)offered["status"], (string?)offered["reason"]));
    }

    [Fact]
    public void A_card_on_record_that_is_not_there_is_gone_and_keeps_its_lease_out_of_the_report()
    {
        var record = new ReadoutCard
        {
            Metadata = new ObjectMeta { Name = "apa001" },
            Spec = new ReadoutCardSpec { Host = "daq6", PciAddress = "0000:3d:00.0" },
            Status = new ReadoutCardStatus { Lease = new CardLease { Namespace = "np04", Partition = "coldbox", Uid = "u" }, LeaseNumber = 4, Pods = ["np04/x"] },
        };
        var status = CardReport.OfGone(record, Noon).Status;
        Assert.Equal("Unhealthy", (string?)status["health"]);
        Assert.False(status.ContainsKey("lease") || status.ContainsKey("leaseNumber") || status.ContainsKey("pods"));
    }
}
