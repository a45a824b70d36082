using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Validation;
using static KubeDaq.Api.Tests.Planning.Racks;

namespace KubeDaq.Api.Tests.Validation;

public sealed class PartitionValidationTests
{
    [Fact]
    public void A_right_partition_has_no_errors() =>
        Assert.Empty(PartitionValidation.Validate(Partition("coldbox", 0, App("readout", Named("apa001", "data0"), Named("apa001", "data1")), App("trigger", Any("apa")) with { Replicas = 3 })));

    [Theory]
    [InlineData("Coldbox")]
    [InlineData("cold_box")]
    [InlineData("-coldbox")]
    [InlineData("cold.box")]
    [InlineData("")]
    public void Names_are_DNS_labels(string name) =>
        Assert.Equal(["metadata.name"], Fields(Partition(name, 0, App("readout"))));

    [Fact]
    public void The_name_of_a_pod_stays_within_63_characters()
    {
        var error = Assert.Single(PartitionValidation.Validate(Partition(new string('p', 30), 0, App(new string('a', 30)) with { Replicas = 11 })));
        Assert.Equal("spec.applications[0].name", error.Field);
        Assert.Contains("64 characters where 63 are allowed", error.Problem, StringComparison.Ordinal);
        Assert.Empty(PartitionValidation.Validate(Partition(new string('p', 30), 0, App(new string('a', 30)))));
    }

    [Fact]
    public void Two_applications_have_two_names() =>
        Assert.Equal(["spec.applications[1].name"], Fields(Partition("p", 0, App("readout"), App("readout"))));

    [Fact]
    public void A_card_is_asked_for_once()
    {
        Assert.Equal(["spec.applications[1].cards[0].name"], Fields(Partition("p", 0, App("a", Named("apa001")), App("b", Named("apa001")))));
        Assert.Equal(["spec.applications[1].cards[0].name"], Fields(Partition("p", 0, App("a", Named("apa001")), App("b", Named("apa001", "data0")))));
        Assert.Equal(["spec.applications[0].cards[1].name"], Fields(Partition("p", 0, App("a", Named("apa001", "data0"), Named("apa001", "data0")))));
        Assert.Equal(["spec.applications[0].cards[0].name"], Fields(Partition("p", 0, App("a", Named("apa001")) with { Replicas = 2 })));
    }

    [Fact]
    public void A_claim_has_either_a_name_or_a_selector() => Assert.Equal(
        ["spec.applications[0].cards[0]", "spec.applications[0].cards[1]"],
        Fields(Partition("p", 0, App("a", new CardClaim(), Any("apa") with { Name = "apa001" }))));

    [Fact]
    public void Selectors_are_as_in_Kubernetes()
    {
        var selector = new LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["de tector"] = "apa", ["side"] = "a b" },
            MatchExpressions = [new() { Key = "a", Operator = "In" }, new() { Key = "a", Operator = "Exists", Values = ["x"] }, new() { Key = "a", Operator = "is" }],
        };
        const string field = "spec.applications[0].cards[0].selector";
        Assert.Equal(
            [$"{field}.matchLabels[de tector]", $"{field}.matchLabels.side", $"{field}.matchExpressions[0].values", $"{field}.matchExpressions[1].values", $"{field}.matchExpressions[2].operator"],
            Fields(Partition("p", 0, App("a", new CardClaim { Selector = selector }))));
    }

    [Fact]
    public void Ports_have_service_names_of_their_own()
    {
        var application = App("a") with { Ports = [new() { Name = "data" }, new() { Name = "data" }, new() { Name = "much-too-long-name" }, new() { Name = "123" }, new() { Name = "x", Protocol = "tcp" }] };
        Assert.Equal(
            ["spec.applications[0].ports[1].name", "spec.applications[0].ports[2].name", "spec.applications[0].ports[3].name", "spec.applications[0].ports[4].protocol"],
            Fields(Partition("p", 0, application)));
    }

    [Fact]
    public void A_cycle_in_startAfter_is_named()
    {
        var applications = new[] { App("d") with { StartAfter = ["a"] }, App("a") with { StartAfter = ["c"] }, App("b") with { StartAfter = ["a"] }, App("c") with { StartAfter = ["b"] } };
        var error = Assert.Single(PartitionValidation.Validate(Partition("p", 0, applications)));
        Assert.EndsWith(".startAfter", error.Field, StringComparison.Ordinal);
        Assert.Contains("a after c after b after a", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void StartAfter_names_other_applications() => Assert.Equal(
        ["spec.applications[0].startAfter[0]", "spec.applications[0].startAfter[1]", "spec.applications[0].startAfter[2]"],
        Fields(Partition("p", 0, App("a") with { StartAfter = ["a", "trigger", "trigger"] })).Distinct());

    [Theory]
    [InlineData("{}", "spec")]
    [InlineData("""{"spec": []}""", "spec")]
    [InlineData("""{"spec": {}}""", "spec.containers")]
    [InlineData("""{"spec": {"containers": []}}""", "spec.containers")]
    [InlineData("""{"spec": {"containers": ["x"]}}""", "spec.containers[0]")]
    [InlineData("""{"spec": {"containers": [{"name": "c"}]}}""", "spec.containers[0].image")]
    [InlineData("""{"spec": {"containers": [{"image": "i"}]}}""", "spec.containers[0].name")]
    [InlineData("""{"spec": {"nodeName": "daq2", "containers": [{"name": "c", "image": "i"}]}}""", "spec.nodeName")]
    [InlineData("""{"spec": {"containers": [{"name": "c", "image": "i", "env": [{"name": "KUBEDAQ_X"}]}]}}""", "spec.containers[0].env[0].name")]
    [InlineData("""{"spec": {"containers": [{"name": "c", "image": "i", "resources": {"limits": {"dune.daq/flxcard-apa001": 1}}}]}}""", "spec.containers[0].resources.limits[dune.daq/flxcard-apa001]")]
    [InlineData("""{"metadata": {"labels": {"dune.daq/partition": "x"}}, "spec": {"containers": [{"name": "c", "image": "i"}]}}""", "metadata.labels[dune.daq/partition]")]
    public void A_template_can_become_a_pod_of_the_partition(string template, string field) => Assert.Equal(
        [$"spec.applications[0].template.{field}"],
        Fields(Partition("p", 0, App("a") with { Template = JsonNode.Parse(template)!.AsObject() })));

    [Fact]
    public void Sizes_are_bounded()
    {
        Assert.Equal(["spec.applications[0].replicas", "spec.applications"], Fields(Partition("p", 0, App("a") with { Replicas = 10_001 })));
        Assert.Equal(["spec.applications[0].replicas"], Fields(Partition("p", 0, App("a") with { Replicas = -1 })));
        Assert.Equal(["spec.applications"], Fields(Partition("p", 0, [.. Enumerable.Range(0, 2001).Select(i => App($"a{i}"))])));
        Assert.Equal(["spec.applications"], Fields(Partition("p", 0)));
    }

    [Fact]
    public void Networks_repositories_and_people_are_checked()
    {
        var partition = Partition("p", 0, App("a") with { DataNetworks = ["daq", "daq", "DAQ"], Cvmfs = ["dunedaq"] });
        Assert.Equal(
            ["spec.requestedBy", "spec.serviceAccountName", "spec.applications[0].dataNetworks[1]", "spec.applications[0].dataNetworks[2]", "spec.applications[0].cvmfs[0]"],
            Fields(partition with { Spec = partition.Spec with { RequestedBy = "a\nb", ServiceAccountName = "A" } }));
    }

    private static IEnumerable<string> Fields(Partition partition)
    {
        var errors = PartitionValidation.Validate(partition);
        Assert.All(errors, error => Assert.NotEmpty(error.Advice));
        return errors.Select(error => error.Field);
    }
}
