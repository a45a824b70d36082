using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>
/// The real agent against faults as they come: after each of many random sequences one pod can have the card, and never two have it. The seed is
/// in the message of a failure; KUBEDAQ_TEST_SEED repeats it.
/// </summary>
public sealed class AgentRandomFaults(TestCluster cluster)
{
    private const int Sequences = 200;
    private const int Hosts = 4;

    [Fact]
    public async Task Two_hundred_sequences_of_faults_never_give_a_device_to_two_containers()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KUBEDAQ_TEST_SEED"), out var given) ? given : Environment.TickCount;
        var ns = await cluster.NamespaceAsync("faults");
        await Task.WhenAll(Enumerable.Range(0, Hosts).Select(lane => RunAsync(ns, seed, lane)));
    }

    private async Task RunAsync(string ns, int seed, int lane)
    {
        await using var host = await AgentHost.StartAsync(cluster, ns, one => one.Kubelet.Allocatable(one.Resource) == 1);
        var story = new FaultStory(host, new Random(seed + lane));
        try
        {
            for (var sequence = lane; sequence < Sequences; sequence += Hosts)
                await story.SequenceAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidOperationException($"KUBEDAQ_TEST_SEED={seed}, host {lane}: {exception.Message}\nwhat happened: {story}\nthe agent says:\n{host.Log}", exception);
        }
    }
}
