using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>Writes the Events of a host's agent into the sandbox's store.</summary>
internal sealed class SandboxEvents(IObjects objects, string node, TimeProvider time) : IAgentEvents
{
    private static readonly GroupResource Events = new("", "events");

    public void Note(EventSubject subject, EventLevel level, string reason, string message)
    {
        var (ns, now) = (subject.Namespace ?? "default", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ"));
        objects.TryCreate(Events, ns, new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["namespace"] = ns, ["name"] = $"{subject.Name}.{Guid.NewGuid():N}" },
            ["involvedObject"] = new JsonObject { ["apiVersion"] = subject.ApiVersion, ["kind"] = subject.Kind, ["namespace"] = subject.Namespace, ["name"] = subject.Name, ["uid"] = subject.Uid },
            ["reason"] = reason,
            ["message"] = message,
            ["type"] = level.ToString(),
            ["source"] = new JsonObject { ["component"] = "kubedaq-agent", ["host"] = node },
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
        });
    }
}
