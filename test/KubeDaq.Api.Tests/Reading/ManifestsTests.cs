using KubeDaq.Api.Partitions;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Validation;

namespace KubeDaq.Api.Tests.Reading;

public sealed class ManifestsTests
{
    public const string Coldbox = """
        apiVersion: dune.daq/v1alpha1
        kind: Partition
        metadata: {name: coldbox, namespace: np04}
        spec:
          state: Running
          whenBusy: Wait
          priority: 3
          requestedBy: gcrone
          applications:
          - name: readout-apa001
            cards: [{name: apa001}]
            dataNetworks: [daq]
            ports: [{name: data}]
            startAfter: [dataflow]
            cvmfs: [dunedaq.opensciencegrid.org]
            template:
              spec:
                hostNetwork: true
                containers:
                - {name: readout, image: registry/readout:v5, args: ["--card", "$(KUBEDAQ_CARD_DEVICE)"]}
          - name: dataflow
            replicas: 2
            cards: [{selector: {matchLabels: {detector: apa}, matchExpressions: [{key: side, operator: In, values: [a, b]}]}, unit: data0}]
            ports: [{name: data, protocol: TCP}]
            template: {spec: {containers: [{name: dataflow, image: registry/dataflow:v5}]}}
        """;

    [Fact]
    public void A_partition_is_read()
    {
        var reading = Manifests.Read(Coldbox);
        Assert.Empty(reading.Errors);
        var partition = Assert.IsType<Partition>(Assert.Single(reading.Objects));
        Assert.Equal("apa001", partition.Spec.Applications[0].Cards[0].Name);
        Assert.Equal(2, partition.Spec.Applications[1].Replicas);
        Assert.Equal("registry/readout:v5", (string?)partition.Spec.Applications[0].Template["spec"]!["containers"]![0]!["image"]);
    }

    [Theory]
    [InlineData("priority: 3", "priority: high", 7, "spec.priority", "whole number")]
    [InlineData("whenBusy:", "whenbusy:", 6, "spec.whenbusy", "did you mean whenBusy?")]
    [InlineData("state: Running", "state: running", 5, "spec.state", "did you mean Running?")]
    [InlineData("cards: [{name: apa001}]", "cards: {name: apa001}", 11, "spec.applications[0].cards", "write a list")]
    [InlineData("requestedBy: gcrone", "requestedBy: 12", 8, "spec.requestedBy", "put it in quotes")]
    [InlineData("- name: dataflow", "- nam: dataflow", 21, "spec.applications[1].nam", "did you mean name?")]
    [InlineData("kind: Partition", "kind: Partitoin", 2, "kind", "did you mean Partition?")]
    [InlineData("kind: Partition", "kind: ConfigMap", 2, "kind", "write one of Partition")]
    [InlineData("dune.daq/v1alpha1", "v1", 1, "apiVersion", "write dune.daq/v1alpha1")]
    [InlineData("startAfter: [dataflow]", "startAfter: [dataflw]", 14, "spec.applications[0].startAfter[0]", "did you mean dataflow?")]
    [InlineData("    dataNetworks: [daq]", "    hostNetwork: true", 12, "spec.applications[0].hostNetwork", "below template.spec")]
    [InlineData("replicas: 2", "replicas: 2.5", 22, "spec.applications[1].replicas", "whole number")]
    [InlineData("operator: In", "operator: in", 23, "spec.applications[1].cards[0].selector.matchExpressions[0].operator", "write In, NotIn")]
    public void A_mistake_is_told_by_line_field_and_advice(string right, string wrong, int line, string field, string advice)
    {
        var reading = Manifests.Read(Coldbox.Replace(right, wrong, StringComparison.Ordinal));
        var error = reading.Errors.First(error => error.Field == field);
        Assert.Equal(line, error.Line);
        Assert.Contains(advice, error.Advice, StringComparison.Ordinal);
        Assert.Empty(reading.Objects);
    }

    [Theory]
    [InlineData("", "the text is empty")]
    [InlineData("# only a comment\n---\n", "the text is empty")]
    [InlineData("coldbox", "is text, not an object")]
    [InlineData("- a", "is a list, not an object")]
    [InlineData("kind: Partition\n\tspec: {}", "not YAML")]
    public void Text_that_is_not_a_partition_is_told(string text, string problem)
    {
        var error = Assert.Single(Manifests.Read(text).Errors);
        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
        Assert.NotNull(error.Line);
        Assert.NotEmpty(error.Advice);
    }

    [Fact]
    public void Errors_of_every_document_are_told_and_right_objects_are_kept()
    {
        var reading = Manifests.Read($"{Coldbox}\n---\n{Coldbox.Replace("name: coldbox", "name: Vd", StringComparison.Ordinal)}\n---\nkind: Nothing\n");
        Assert.Single(reading.Objects);
        Assert.Equal(["metadata.name", "kind", "apiVersion"], reading.Errors.Select(error => error.Field));
        Assert.Equal(29, reading.Errors[0].Line);
    }

    [Fact]
    public void The_same_object_twice_is_told() =>
        Assert.Equal("metadata.name", Assert.Single(Manifests.Read($"{Coldbox}\n---\n{Coldbox}").Errors).Field);

    [Fact]
    public void What_kubectl_get_prints_is_read()
    {
        var list = """
            {"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "dune.daq/v1alpha1", "kind": "ReadoutCard",
              "metadata": {"name": "apa001", "managedFields": [], "creationTimestamp": "2026-11-24T14:02:00Z", "uid": "1", "resourceVersion": "2", "generation": 1},
              "spec": {"kind": "Felix", "host": "daq2", "pciAddress": "0000:3b:00.0", "devices": ["/dev/flx0"]},
              "status": {"health": "Healthy", "holder": "np04/coldbox", "lease": {"namespace": "np04", "partition": "coldbox", "uid": "2", "since": "2026-11-24T14:02:00Z"}}}]}
            """;
        var reading = Manifests.Read(list);
        Assert.Empty(reading.Errors);
        Assert.Single(reading.Objects);
    }

    [Fact]
    public void Errors_print_as_one_line() => Assert.Equal(
        "line 7: spec.priority: is text; write a whole number",
        new FieldError("spec.priority", "is text", "write a whole number") { Line = 7 }.ToString());
}
