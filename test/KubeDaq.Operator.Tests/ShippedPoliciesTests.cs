using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Reading;
using KubeDaq.Api.Yaml;

namespace KubeDaq.Operator.Tests;

public sealed class ShippedPoliciesTests
{
    private const string Network = "{hostNetwork: true, containers: [{name: c, ports: [{containerPort: 30000, hostPort: 30000}]}]}";

    private const string Readout =
        """
        hostNetwork: true
        volumes: [{name: cvmfs, hostPath: {path: /cvmfs}}]
        containers:
        - name: c
          securityContext: {capabilities: {add: [IPC_LOCK]}}
          resources: {limits: {dune.daq/flxcard-apa001: 1, hugepages-1Gi: 32Gi, memory: 1Gi}}
          volumeMounts: [{name: cvmfs, mountPath: /cvmfs, readOnly: true}]
        """;

    private const string Dpdk =
        """
        volumes: [{name: vfio, hostPath: {path: /dev/vfio}}, {name: pages, emptyDir: {medium: HugePages}}]
        containers:
        - name: c
          securityContext: {capabilities: {add: [IPC_LOCK, NET_ADMIN, SYS_NICE]}}
          resources: {limits: {dune.daq/flxcard-nic001: 1, hugepages-2Mi: 8Gi, memory: 1Gi}}
          volumeMounts: [{name: vfio, mountPath: /dev/vfio}, {name: pages, mountPath: /dev/hugepages}]
        """;

    private const string Storage =
        """
        volumes: [{name: data, hostPath: {path: /data/np04/raw}}]
        containers: [{name: c, volumeMounts: [{name: data, mountPath: /data}]}]
        """;

    private const string Agent =
        """
        hostPID: true
        volumes: [{name: root, hostPath: {path: /}}]
        containers: [{name: c, securityContext: {privileged: true}, volumeMounts: [{name: root, mountPath: /host}]}]
        """;

    private static readonly IReadOnlyList<HostAccessPolicy> Shipped = [.. Reading().Objects.Cast<HostAccessPolicy>()];

    [Fact]
    public void Each_is_right_and_says_what_it_is_for()
    {
        Assert.Empty(Reading().Errors);
        Assert.Equal(["daq-network", "daq-readout", "daq-dpdk", "daq-storage", "privileged"], Shipped.Select(policy => policy.Metadata.Name));
        Assert.All(Shipped, policy => Assert.NotEmpty(policy.Spec.Description!));
    }

    [Theory]
    [InlineData(Network, "daq-network")]
    [InlineData(Readout, "daq-readout")]
    [InlineData(Dpdk, "daq-dpdk")]
    [InlineData(Storage, "daq-storage")]
    [InlineData(Agent, "privileged")]
    public void Each_is_the_least_privileged_that_admits_its_typical_pod(string spec, string policy) =>
        Assert.Equal(policy, Judge(spec, _ => true).AdmittedBy);

    [Theory]
    [InlineData("daq-network", "network")]
    [InlineData("daq-readout", "network readout")]
    [InlineData("daq-dpdk", "dpdk")]
    [InlineData("daq-storage", "storage")]
    [InlineData("privileged", "network readout dpdk storage agent")]
    public void Each_alone_admits_no_pod_that_takes_more(string policy, string admitted)
    {
        var pods = new Dictionary<string, string> { ["network"] = Network, ["readout"] = Readout, ["dpdk"] = Dpdk, ["storage"] = Storage, ["agent"] = Agent };
        Assert.Equal(admitted, string.Join(' ', pods.Where(pod => Judge(pod.Value, name => name == policy).IsAllowed).Select(pod => pod.Key)));
    }

    private static HostAccessVerdict Judge(string spec, Func<string, bool> mayUse) =>
        HostAccessJudge.Judge(new JsonObject { ["spec"] = YamlText.Read(spec)[0].DeepClone() }, "np04", PolicySet.Of(Shipped), mayUse);

    private static ManifestReading Reading() => Manifests.Read(DeployManifests.All.Single(file => file.Key == "host-access-policies.yaml").Value);
}
