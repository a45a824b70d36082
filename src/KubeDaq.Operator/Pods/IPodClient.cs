using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Operator.Pods;

/// <summary>Reads and writes pods in the cluster itself, not in a cache.</summary>
internal interface IPodClient
{
    Task<Pod> CreateAsync(JsonObject pod, CancellationToken stop);

    Task<Pod?> GetAsync(ObjectName name, CancellationToken stop);

    /// <summary>Every pod labelled as a partition's, terminating ones too.</summary>
    Task<IReadOnlyList<Pod>> ListAsync(ObjectName partition, CancellationToken stop);

    /// <summary>Asks for the end of one pod; at once means without waiting for its kubelet.</summary>
    Task DeleteAsync(Pod pod, bool atOnce, CancellationToken stop);
}
