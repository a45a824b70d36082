using System.Threading.Channels;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Bench.Boot;

/// <summary>Lets deleted pods go, as the kubelets of the fake hosts would.</summary>
internal sealed class FakeKubelet
{
    private readonly ResourceClient<PodSight> _client;
    private readonly Channel<ObjectIdentity> _ending = Channel.CreateUnbounded<ObjectIdentity>();

    public FakeKubelet(ResourceClient<PodSight> client, IObjectCache<PodSight> pods)
    {
        _client = client;
        pods.Changed += (_, now) =>
        {
            if (now is { Deleting: true })
                _ending.Writer.TryWrite(now.Identity);
        };
    }

    public Task RunAsync(CancellationToken stop) =>
        Parallel.ForEachAsync(_ending.Reader.ReadAllAsync(stop), Parallelism.Of(32, stop), async (pod, token) =>
            await _client.DeleteAsync(pod.Name, new DeleteOptions { Uid = pod.Uid, GracePeriodSeconds = 0 }, token));
}
