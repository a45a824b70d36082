using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Operator.Controllers.Partitions.Composing;
using KubeDaq.Operator.Tests.Clusters;

namespace KubeDaq.Operator.Tests.Controllers.Partitions.Composing;

public sealed class PodComposerTests
{
    private static readonly ReplicaPlan Replica = new()
    {
        Application = "readout",
        Index = 0,
        Pod = "coldbox-readout-0",
        Hosts = ["daq6"],
        Cards = [new CardHold("apa001", null, "daq6", ["/dev/flx0", "/dev/flx1"]), new CardHold("apa002", "data0", "daq6", ["/dev/flx2"])],
        Ports = new Dictionary<string, int> { ["data-out"] = 30007 },
    };

    [Fact]
    public void Fields_that_nobody_here_knows_survive()
    {
        var template = Template("""{"spec": {"futureField": {"a": [1]}, "containers": [{"name": "c", "image": "x", "alsoNew": true}]}}""");

        var pod = Compose(template);

        Assert.Equal("""{"a":[1]}""", pod["spec"]!["futureField"]!.ToJsonString());
        Assert.True((bool)pod["spec"]!["containers"]![0]!["alsoNew"]!);
    }

    [Fact]
    public void The_template_itself_stays_as_it_is()
    {
        var template = Template("""{"spec": {"containers": [{"name": "c", "image": "x"}]}}""");
        var before = template.ToJsonString();

        Compose(template);

        Assert.Equal(before, template.ToJsonString());
    }

    [Fact]
    public void Each_card_is_requested_and_limited_on_the_first_container()
    {
        var pod = Compose(Template("""{"spec": {"containers": [{"name": "a", "resources": {"limits": {"cpu": "2"}}}, {"name": "b"}]}}"""));

        var resources = pod["spec"]!["containers"]![0]!["resources"]!;
        Assert.Equal("""{"cpu":"2","dune.daq/flxcard-apa001":"1","dune.daq/flxcard-apa002-data0":"1"}""", resources["limits"]!.ToJsonString());
        Assert.Equal("""{"dune.daq/flxcard-apa001":"1","dune.daq/flxcard-apa002-data0":"1"}""", resources["requests"]!.ToJsonString());
        Assert.Null(pod["spec"]!["containers"]![1]!["resources"]);
    }

    [Fact]
    public void An_annotation_chooses_the_container_that_gets_the_cards()
    {
        var pod = Compose(Template("""
            {"metadata": {"annotations": {"dune.daq/card-container": "b"}}, "spec": {"containers": [{"name": "a"}, {"name": "b"}]}}
            """));

        Assert.Null(pod["spec"]!["containers"]![0]!["resources"]);
        Assert.NotNull(pod["spec"]!["containers"]![1]!["resources"]);
    }

    [Fact]
    public void Variables_stand_before_the_users_own_in_every_container()
    {
        var pod = Compose(Template("""
            {"spec": {"containers": [{"name": "a", "env": [{"name": "CARD", "value": "$(KUBEDAQ_CARD_DEVICE)"}]}], "initContainers": [{"name": "i"}]}}
            """));

        var names = Environment(pod, "containers");
        Assert.Equal("CARD", names.Keys.Last());
        Assert.Equal("/dev/flx0", names["KUBEDAQ_CARD_DEVICE"]);
        Assert.Equal("/dev/flx0,/dev/flx1,/dev/flx2", names["KUBEDAQ_CARD_DEVICES"]);
        Assert.Equal("apa001", names["KUBEDAQ_CARD_NAME"]);
        Assert.Equal("30007", names["KUBEDAQ_PORT_DATA_OUT"]);
        Assert.Equal("10.73.0.6", names["KUBEDAQ_DATA_ADDRESS"]);
        Assert.Equal("10.73.0.6", names["KUBEDAQ_DATA_ADDRESS_DAQ"]);
        Assert.Equal("readout", Environment(pod, "initContainers")["KUBEDAQ_APPLICATION"]);
    }

    [Fact]
    public void The_host_is_required_in_each_of_the_users_alternatives()
    {
        var pod = Compose(Template("""
            {"spec": {"containers": [{"name": "a"}], "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": {"nodeSelectorTerms":
              [{"matchExpressions": [{"key": "a", "operator": "Exists"}]}, {"matchExpressions": [{"key": "b", "operator": "Exists"}]}]}}}}}
            """));

        var terms = pod["spec"]!["affinity"]!["nodeAffinity"]!["requiredDuringSchedulingIgnoredDuringExecution"]!["nodeSelectorTerms"]!.AsArray();
        Assert.Equal(2, terms.Count);
        Assert.All(terms, t => Assert.Equal("""[{"key":"metadata.name","operator":"In","values":["daq6"]}]""", t!["matchFields"]!.ToJsonString()));
    }

    [Fact]
    public void Ports_are_declared_as_host_ports_and_the_hosts_network_keeps_the_clusters_names()
    {
        var pod = Compose(Template("""{"spec": {"hostNetwork": true, "containers": [{"name": "a"}]}}"""));

        Assert.Equal(
            """[{"name":"data-out","containerPort":30007,"hostPort":30007,"protocol":"TCP"}]""", pod["spec"]!["containers"]![0]!["ports"]!.ToJsonString());
        Assert.Equal("ClusterFirstWithHostNet", (string?)pod["spec"]!["dnsPolicy"]);
    }

    [Fact]
    public void Cvmfs_is_mounted_read_only_and_follows_the_host()
    {
        var mount = Compose(Template("""{"spec": {"containers": [{"name": "a"}]}}"""))["spec"]!["containers"]![0]!["volumeMounts"]![0]!;

        Assert.Equal("""{"name":"kubedaq-cvmfs","mountPath":"/cvmfs","readOnly":true,"mountPropagation":"HostToContainer"}""", mount.ToJsonString());
    }

    [Fact]
    public void It_is_marked_as_the_partitions_own()
    {
        var metadata = Compose(Template("""{"metadata": {"labels": {"mine": "1"}}, "spec": {"containers": [{"name": "a"}]}}"""))["metadata"]!;

        Assert.Equal(
            """{"mine":"1","dune.daq/partition":"coldbox","dune.daq/application":"readout","dune.daq/replica":"0"}""", metadata["labels"]!.ToJsonString());
        Assert.Equal("u1", (string?)metadata["ownerReferences"]![0]!["uid"]);
        Assert.Equal("apa001=3", (string?)metadata["annotations"]![PodMarks.Lease]);
    }

    private static JsonObject Template(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Compose(JsonObject template)
    {
        var application = new Application
        {
            Name = "readout",
            Template = template,
            Ports = [new PortClaim { Name = "data-out" }],
            DataNetworks = ["daq"],
            Cvmfs = ["dunedaq.opensciencegrid.org"],
        };
        var partition = Given.Partition("coldbox", application);
        partition = partition with { Metadata = partition.Metadata with { Uid = "u1" } };
        var host = new DaqHost { Status = new DaqHostStatus { Networks = [new HostNetwork { Name = "daq", Address = "10.73.0.6" }] } };
        return PodComposer.Compose(new PodInput(partition, application, Replica, "apa001=3", host));
    }

    private static Dictionary<string, string?> Environment(JsonObject pod, string list) =>
        pod["spec"]![list]![0]!["env"]!.AsArray().ToDictionary(e => (string)e!["name"]!, e => (string?)e!["value"]);
}
