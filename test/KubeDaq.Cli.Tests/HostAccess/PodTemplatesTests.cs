using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.HostAccess;

namespace KubeDaq.Cli.Tests.HostAccess;

public sealed class PodTemplatesTests
{
    private const string Template = "{metadata: {annotations: {a: b}}, spec: {serviceAccountName: daq, containers: [{name: c, image: i}]}}";

    [Theory]
    [InlineData("{kind: Deployment, metadata: {name: x, namespace: np04}, spec: {template: TEMPLATE}}", "Deployment x")]
    [InlineData("{kind: StatefulSet, metadata: {name: x, namespace: np04}, spec: {template: TEMPLATE}}", "StatefulSet x")]
    [InlineData("{kind: DaemonSet, metadata: {name: x, namespace: np04}, spec: {template: TEMPLATE}}", "DaemonSet x")]
    [InlineData("{kind: ReplicaSet, metadata: {name: x, namespace: np04}, spec: {template: TEMPLATE}}", "ReplicaSet x")]
    [InlineData("{kind: Job, metadata: {generateName: x-, namespace: np04}, spec: {template: TEMPLATE}}", "Job x-")]
    [InlineData("{kind: CronJob, metadata: {name: x, namespace: np04}, spec: {jobTemplate: {spec: {template: TEMPLATE}}}}", "CronJob x")]
    [InlineData("{kind: PodTemplate, metadata: {name: x, namespace: np04}, template: TEMPLATE}", "PodTemplate x")]
    [InlineData("{kind: Rollout, apiVersion: argoproj.io/v1alpha1, metadata: {name: x, namespace: np04}, spec: {template: TEMPLATE}}", "Rollout x")]
    public void The_pod_of_every_kind_with_a_template_is_found(string yaml, string source)
    {
        var pod = Assert.Single(PodTemplates.Of(Read(yaml.Replace("TEMPLATE", Template, StringComparison.Ordinal)), []));
        Assert.Equal((source, "np04"), (pod.Source, pod.Namespace));
        Assert.Equal("daq", pod.Pod["spec"]!["serviceAccountName"]!.ToString());
        Assert.Equal("b", pod.Pod["metadata"]!["annotations"]!["a"]!.ToString());
    }

    [Fact]
    public void A_pod_stands_for_itself() =>
        Assert.Equal("Pod p", Assert.Single(PodTemplates.Of(Read("{kind: Pod, metadata: {name: p}, spec: {containers: []}}"), [])).Source);

    [Theory]
    [InlineData("{kind: Service, metadata: {name: x}, spec: {ports: []}}")]
    [InlineData("{kind: HostAccessPolicy, metadata: {name: x}, spec: {template: 3}}")]
    [InlineData("{}")]
    public void Other_kinds_have_none(string yaml) => Assert.Empty(PodTemplates.Of(Read(yaml), []));

    [Fact]
    public void Of_a_partition_the_pods_are_those_that_the_operator_would_make()
    {
        var pods = PodTemplates.Of(Read(
            """
            apiVersion: dune.daq/v1alpha1
            kind: Partition
            metadata: {name: coldbox, namespace: np04}
            spec:
              applications:
              - name: writer
                ports: [{name: data}]
                cvmfs: [dune.opensciencegrid.org]
                template: {spec: {containers: [{name: w, image: i}]}}
              - name: readout
                cards: [{name: apa001}, {selector: {matchLabels: {detector: apa}}}]
                template: {spec: {containers: [{name: r, image: i}]}}
            """), [Card("apa002"), Card("apa001"), Card("apa003")]);
        Assert.Equal(["Partition coldbox, application writer", "Partition coldbox, application readout"], pods.Select(pod => pod.Source));
        Assert.All(pods, pod => Assert.Equal("coldbox", pod.Pod["spec"]!["serviceAccountName"]!.ToString()));
        Assert.Equal(30000, pods[0].Pod["spec"]!["containers"]![0]!["ports"]![0]!["hostPort"]!.GetValue<int>());
        Assert.Equal("/cvmfs", pods[0].Pod["spec"]!["volumes"]![0]!["hostPath"]!["path"]!.ToString());
        Assert.Equal(["dune.daq/flxcard-apa001", "dune.daq/flxcard-apa002"], pods[1].Pod["spec"]!["containers"]![0]!["resources"]!["limits"]!.AsObject().Select(limit => limit.Key));
    }

    [Fact]
    public void A_partition_that_cannot_be_read_is_told_with_the_place() => Assert.Contains(
        "applications",
        Assert.Throws<CommandFailure>(() => PodTemplates.Of(Read("{apiVersion: dune.daq/v1alpha1, kind: Partition, metadata: {name: p}, spec: {applications: 7}}"), [])).Message);

    [Fact]
    public void Where_no_card_is_known_its_labels_stand_for_it()
    {
        var partition = "{apiVersion: dune.daq/v1alpha1, kind: Partition, metadata: {name: p}, spec: {applications: [{name: a, cards: [{selector: {matchLabels: {detector: apa}}}], template: {spec: {containers: [{name: c}]}}}]}}";
        var limits = Assert.Single(PodTemplates.Of(Read(partition), [])).Pod["spec"]!["containers"]![0]!["resources"]!["limits"]!.AsObject();
        Assert.Equal(["dune.daq/flxcard-(detector=apa)"], limits.Select(limit => limit.Key));
    }

    private static ReadoutCard Card(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["detector"] = "apa" } },
        Spec = new ReadoutCardSpec { Host = "daq6", PciAddress = "0000:3b:00.0" },
    };

    private static JsonObject Read(string yaml) => YamlText.Read(yaml)[0].AsObject();
}
