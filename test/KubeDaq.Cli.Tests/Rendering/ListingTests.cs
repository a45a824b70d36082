using System.Text.Json.Nodes;
using KubeDaq.Api.Serialization;
using KubeDaq.Cli.Rendering;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cli.Tests.Rendering;

public sealed class ListingTests
{
    [Theory]
    [InlineData("partitions"), InlineData("partition"), InlineData("part"), InlineData("Partitions"), InlineData("partitions.dune.daq")]
    [InlineData("cards"), InlineData("card"), InlineData("readoutcards"), InlineData("hosts"), InlineData("dhost"), InlineData("daqhost")]
    public void Kinds_have_the_names_of_kubectl_and_shorter_ones(string name) => Assert.Contains(name, Listing.Named(name).Names, StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void An_unknown_kind_is_told_the_known_ones()
    {
        var failure = Assert.Throws<CommandFailure>(() => Listing.Named("pods"));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("partitions, cards, hosts", failure.Message);
    }

    [Fact]
    public void A_partition_shows_what_a_shifter_asks_first() => Assert.Equal(
        """
        NAME      PHASE      READY   CARDS    REQUESTED-BY   AGE   MESSAGE
        coldbox   Starting   1/2     apa001   gcrone         45m   waits for readout-apa001

        """,
        Print("table", KubeDaqJson.ToNode(Examples.Coldbox), "partitions"));

    [Fact]
    public void Wide_shows_the_hosts_too() =>
        Assert.Contains("daq2,daq6", Print("wide", KubeDaqJson.ToNode(Examples.Coldbox), "partitions"));

    [Fact]
    public void A_card_shows_its_holder() => Assert.Equal(
        """
        NAME     KIND    HOST   PCI            HEALTH    HOLDER         SINCE   REQUESTED-BY
        apa001   Felix   daq6   0000:3b:00.0   Healthy   np04/coldbox   30m     gcrone

        """,
        Print("table", KubeDaqJson.ToNode(Examples.Apa001), "cards"));

    [Fact]
    public void Wide_shows_a_card_in_its_rack_with_the_pod_that_has_it() => Assert.Equal(
        """
        NAME     HOST   SLOT   PCI            KIND    FIRMWARE           HEALTH    HOLDER         POD                             SINCE   REQUESTED-BY   DEVICES     RESOURCES                 AGE
        apa001   daq6   4      0000:3b:00.0   Felix   register map 5.0   Healthy   np04/coldbox   np04/coldbox-readout-apa001-0   30m     gcrone         /dev/flx0   dune.daq/flxcard-apa001   3d

        """,
        Print("wide", KubeDaqJson.ToNode(Examples.Found), "cards"));

    [Fact]
    public void Before_its_host_tells_which_pod_has_a_card_the_lease_does() =>
        Assert.Contains("np04/coldbox-readout-apa001-0", Print("wide", KubeDaqJson.ToNode(Examples.Apa001), "cards"), StringComparison.Ordinal);

    [Fact]
    public void Wide_shows_what_a_host_has() => Assert.Equal(
        """
        NAME   READY   CARDS    OFFERED-BY     DATA-NETWORKS     NICS                    HUGEPAGES   NUMA   DRIVERS     CVMFS                         AGENT   AGE
        daq6   True    apa001   DevicePlugin   daq=10.73.138.6   ens1f0=100G,eno1=down   16x1Gi@1    2      flx=4.5.0   dunedaq.opensciencegrid.org   0.1.0   3d

        """,
        Print("wide", KubeDaqJson.ToNode(Examples.Daq6), "hosts"));

    [Fact]
    public void A_card_in_maintenance_says_so() => Assert.Equal(
        "Maintenance", CardListing.Health(Examples.Apa001 with { Spec = Examples.Apa001.Spec with { Maintenance = true } }).Text);

    [Fact]
    public void Json_and_yaml_leave_out_who_wrote_which_field_and_keep_what_no_type_here_knows()
    {
        var value = KubeDaqJson.ToNode(Examples.Coldbox);
        value["metadata"]!["managedFields"] = new JsonArray(new JsonObject { ["manager"] = "kubectl" });
        value["spec"]!["ofTomorrow"] = "yes";
        foreach (var form in new[] { "json", "yaml" })
        {
            var text = Print(form, value, "partitions");
            Assert.DoesNotContain("managedFields", text);
            Assert.Contains("ofTomorrow", text);
        }
    }

    [Fact]
    public void Names_are_for_scripts() => Assert.Equal("partition/coldbox\n", Print("name", KubeDaqJson.ToNode(Examples.Coldbox), "partitions"));

    private static string Print(string form, JsonObject value, string kind)
    {
        var screen = new Screen();
        ListForms.Of(form, Listing.Named(kind), withNamespace: false, screen.Terminal, new FakeTimeProvider(Examples.Now)).WriteOne(value);
        return screen.Out;
    }
}
