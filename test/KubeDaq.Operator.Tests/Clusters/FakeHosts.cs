using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>Scheduler and kubelets of a fake cluster, a move at a time.</summary>
internal sealed class FakeHosts(FakeCluster cluster)
{
    /// <summary>Moves until there is nothing left to do.</summary>
    public void Settle()
    {
        while (End() || Bind() || Run())
        {
        }
    }

    /// <summary>Binds a pending pod if its cards are free on its host, as kube-scheduler counts: a terminating pod still has them.</summary>
    public bool Bind()
    {
        foreach (var pod in cluster.Pods.All.Where(p => p["spec"]!["nodeName"] is null && p["metadata"]!["deletionTimestamp"] is null).ToList())
        {
            var wanted = PodReader.Read(pod).Resources;
            if (cluster.Pods.All.Any(o => o["spec"]!["nodeName"] is not null && PodReader.Read(o) is { Finished: false } other && other.Resources.Intersect(wanted).Any()))
                continue;
            var next = pod.DeepClone().AsObject();
            next["spec"]!["nodeName"] = HostOf(pod);
            cluster.Pods.Replace(next, status: false);
            return true;
        }

        return false;
    }

    /// <summary>A bound pod becomes ready.</summary>
    public bool Run()
    {
        foreach (var pod in cluster.Pods.All.Where(p => p["spec"]!["nodeName"] is not null && p["status"] is null).ToList())
        {
            SetStatus(pod, "Running", ready: true);
            return true;
        }

        return false;
    }

    /// <summary>A terminating pod is gone.</summary>
    public bool End()
    {
        var pod = cluster.Pods.All.FirstOrDefault(p => p["metadata"]!["deletionTimestamp"] is not null && !IsLost(p));
        if (pod is null)
            return false;
        cluster.Pods.Remove(NameOf(pod));
        return true;
    }

    /// <summary>Everything whose owner is gone is collected.</summary>
    public bool Collect()
    {
        var uids = cluster.Partitions.All.Select(p => (string)p["metadata"]!["uid"]!).ToHashSet();
        var orphan = cluster.Pods.All.FirstOrDefault(p => p["metadata"]!["deletionTimestamp"] is null && PodReader.Read(p).PartitionUid is { } uid && !uids.Contains(uid));
        if (orphan is null)
            return false;
        cluster.Pods.Delete(NameOf(orphan), null, graceful: true);
        return true;
    }

    public void Finish(string pod, string phase, string? reason = null)
    {
        var value = cluster.Pods.Get(new ObjectName("np04", pod))!;
        SetStatus(value, phase, ready: false, reason);
    }

    private void SetStatus(JsonObject pod, string phase, bool ready, string? reason = null)
    {
        var next = pod.DeepClone().AsObject();
        next["status"] = new JsonObject
        {
            ["phase"] = phase,
            ["reason"] = reason,
            ["podIP"] = "10.1.0.7",
            ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = ready ? "True" : "False" }),
        };
        cluster.Pods.Replace(next, status: true);
    }

    private bool IsLost(JsonObject pod) =>
        (string?)pod["spec"]!["nodeName"] is { } host && cluster.Nodes.Get(new ObjectName("", host)) is var node && (node is null || !HostNode.Read(node).IsReady);

    private static string HostOf(JsonObject pod) =>
        (string?)pod["spec"]!["affinity"]?["nodeAffinity"]?["requiredDuringSchedulingIgnoredDuringExecution"]?["nodeSelectorTerms"]?[0]?["matchFields"]?[0]?["values"]?[0]
        ?? "daq2";

    private static ObjectName NameOf(JsonObject pod) => new((string)pod["metadata"]!["namespace"]!, (string)pod["metadata"]!["name"]!);
}
