using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// Makes an application's names: <c>coldbox-dataflow</c> resolves to data-network addresses, <c>coldbox-dataflow-control</c> to pod
/// addresses. Without a data network the first has the pod addresses too. Only pods that serve are in.
/// </summary>
internal static class Endpoints
{
    public static IEnumerable<PublishedObject> Of(Partition partition, IReadOnlyDictionary<string, Pod> pods, Func<string, DaqHost?> host)
    {
        var allotted = (partition.Status?.Applications ?? []).ToDictionary(a => a.Name);
        foreach (var application in partition.Spec.Applications.Where(a => a.Ports.Count > 0))
        {
            if (!allotted.TryGetValue(application.Name, out var status) || status.Pods.Count == 0)
                continue;
            var name = $"{partition.Metadata.Name}-{application.Name}";
            var form = new EndpointForm(partition, application);
            foreach (var made in Publish(form, name, status.Pods, pods, p => DataAddress(application, host(p.Host!)) ?? p.Address))
                yield return made;
            foreach (var made in Publish(form, name + "-control", status.Pods, pods, p => p.Address))
                yield return made;
        }
    }

    /// <summary>A slice has one list of ports for all of its addresses, and each replica has its own: so one slice a replica.</summary>
    private static IEnumerable<PublishedObject> Publish(
        EndpointForm form, string service, IReadOnlyList<ReplicaStatus> replicas, IReadOnlyDictionary<string, Pod> pods, Func<Pod, string?> address)
    {
        yield return new PublishedObject(PublishedKind.Service, form.Service(service, replicas[0]));
        foreach (var replica in replicas)
        {
            var pod = pods.GetValueOrDefault(replica.Pod);
            var serves = pod is { IsReady: true, Deleting: false, Host: not null };
            yield return new PublishedObject(PublishedKind.EndpointSlice, form.Slice(service, replica, serves ? pod : null, serves ? address(pod!) : null));
        }
    }

    private static string? DataAddress(Application application, DaqHost? host) =>
        application.DataNetworks.Count == 0
            ? null
            : host?.Status?.Networks.FirstOrDefault(n => n.Name == application.DataNetworks[0])?.Address;
}
