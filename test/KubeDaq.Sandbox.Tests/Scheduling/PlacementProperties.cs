using CsCheck;
using KubeDaq.Sandbox.Scheduling;

namespace KubeDaq.Sandbox.Tests.Scheduling;

public sealed class PlacementProperties
{
    private static readonly Gen<(int Cpu, bool Card, int Port, bool Leaves)> Pods =
        Gen.Select(Gen.Int[0, 3000], Gen.Bool, Gen.Int[30000, 30003], Gen.Bool);

    [Fact]
    public void No_node_is_ever_given_more_than_it_has_and_no_host_port_twice() => Pods.Array[1, 40].Sample(pods =>
    {
        NodeState[] nodes = [NodeChoiceTests.Node("a", card: true), NodeChoiceTests.Node("b"), NodeChoiceTests.Node("c", card: true)];
        for (var i = 0; i < pods.Length; i++)
        {
            var card = pods[i].Card ? ", dune.daq/flxcard-apa001: '1'" : "";
            var demand = NodeChoiceTests.Pod($"{{containers: [{{resources: {{requests: {{cpu: {pods[i].Cpu}m{card}}}}}, ports: [{{hostPort: {pods[i].Port}}}]}}]}}", $"pod-{i}");
            if (NodeChoice.Pick(demand, nodes).Node is not { } node)
                continue;
            node.Add(demand);
            Assert.All(nodes, Holds);
            if (pods[i].Leaves)
                Assert.True(node.Remove(demand.Uid));
        }
    }, iter: 300);

    [Fact]
    public void A_node_that_all_pods_left_is_as_new() => Pods.Array[1, 20].Sample(pods =>
    {
        var node = NodeChoiceTests.Node("a");
        for (var i = 0; i < pods.Length; i++)
            node.Add(NodeChoiceTests.Pod($"{{containers: [{{resources: {{requests: {{cpu: {pods[i].Cpu}m}}}}}}]}}", $"pod-{i}"));
        for (var i = 0; i < pods.Length; i++)
            node.Remove($"pod-{i}");
        return node.Used("cpu") == 0 && node.Pods.Count == 0;
    }, iter: 100);

    private static void Holds(NodeState node)
    {
        Assert.True(node.Used("cpu") <= 4000);
        Assert.True(node.Used("dune.daq/flxcard-apa001") <= node.Allocatable.GetValueOrDefault("dune.daq/flxcard-apa001"));
        var ports = node.Pods.SelectMany(pod => pod.Ports).Select(port => port.Port).ToList();
        Assert.Equal(ports.Distinct().Count(), ports.Count);
    }
}
