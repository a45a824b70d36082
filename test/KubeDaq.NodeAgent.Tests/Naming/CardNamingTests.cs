using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Discovery;

namespace KubeDaq.NodeAgent.Tests.Naming;

public sealed class CardNamingTests
{
    [Fact]
    public void A_card_is_named_by_its_place_on_its_own_host_only()
    {
        const string Rules = """
            cards:
            - {name: apa001, host: daq6.hep.ucl.ac.uk, pciAddress: "0000:3d:00.0", detector: APA 1, labels: {detector: apa}}
            - {name: apa002, host: daq7, pciAddress: "0000:3d:00.0"}
            """;
        var card = Single("two-endpoint", Rules);
        Assert.Equal(("apa001", "APA 1", "apa"), (card.Name, card.Facts.Detector, card.Labels["detector"]));
    }

    [Fact]
    public void A_serial_number_goes_before_the_place()
    {
        using var tree = RecordedTree.Load("two-endpoint");
        tree.Write("sys/devices/pci0000:3a/0000:3a:00.0/0000:3b:00.0/0000:3c:08.0/0000:3d:00.0/serial_number", "00-0A-35-00-01-AB-CD-EF\n");
        const string Rules = """
            cards:
            - {name: by-place, host: daq6.hep.ucl.ac.uk, pciAddress: "0000:3d:00.0"}
            - {name: by-serial, serial: 00-0a-35-00-01-ab-cd-ef}
            """;
        Assert.Equal("by-serial", Assert.Single(new Look(tree, Rules).Cards()).Name);
    }

    [Fact]
    public void A_split_card_has_a_resource_for_each_unit_with_its_devices()
    {
        var card = Single("two-endpoint", """
            cards:
            - name: apa001
              pciAddress: "0000:3d:00.0"
              units: [{name: data0, endpoints: [0]}, {name: data1, endpoints: [1]}, {name: control, files: [/dev/flxctl]}]
            """);
        Assert.Equal(["dune.daq/flxcard-apa001-data0", "dune.daq/flxcard-apa001-data1", "dune.daq/flxcard-apa001-control"], card.ResourceNames);
        Assert.Equal(["/dev/flx0", "/dev/flx1", "/dev/flxctl"], card.Units.Select(u => Assert.Single(u.Devices)));
    }

    [Fact]
    public void A_unit_of_an_endpoint_that_the_card_has_not_makes_it_unhealthy()
    {
        var card = Single("one-endpoint", """
            cards:
            - {name: apa001, pciAddress: "0000:01:00.0", units: [{name: data0, endpoints: [0]}, {name: data1, endpoints: [1]}]}
            """);
        Assert.Equal("EndpointMissing", card.Health.Reason);
        Assert.False(card.IsOfferable);
    }

    [Fact]
    public void A_name_that_another_host_claims_too_is_withheld_until_it_is_given_up()
    {
        using var tree = RecordedTree.Load("two-endpoint");
        var look = new Look(tree, "cards: [{name: apa001, pciAddress: \"0000:3d:00.0\"}]", node: "daq6");
        Assert.True(Assert.Single(look.Cards()).IsOfferable);

        look.State.OtherClaims.Set(new Dictionary<string, string> { ["apa001"] = "daq7" });
        var withheld = Assert.Single(look.Cards());
        Assert.False(withheld.IsOfferable);
        Assert.Equal("hosts daq6 and daq7 both claim the name apa001; change the agent's configuration of one of them", withheld.Withheld!.Message);

        look.State.OtherClaims.Set(new Dictionary<string, string>());
        Assert.True(Assert.Single(look.Cards()).IsOfferable);
    }

    [Fact]
    public void A_name_that_two_cards_of_one_host_claim_is_given_to_neither()
    {
        using var tree = RecordedTree.Load("two-cards");
        foreach (var path in new[] { "0000:3a:00.0/0000:3b:00.0/0000:3c:08.0/0000:3d:00.0", "../pci0000:5d/0000:5d:00.0/0000:5e:00.0" })
            tree.Write($"sys/devices/pci0000:3a/{path}/serial_number", "00-0a-35-00-01-ab-cd-ef\n");
        var card = Assert.Single(new Look(tree, "cards: [{name: apa001, serial: 00-0a-35-00-01-ab-cd-ef}]").Cards());
        Assert.Equal(("apa001", "NameTaken", false), (card.Name, card.Withheld!.Reason, card.IsOfferable));
    }

    private static HostCard Single(string name, string rules)
    {
        using var tree = RecordedTree.Load(name);
        return Assert.Single(new Look(tree, rules).Cards());
    }
}
