using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>Writes into a node's status what its plugins offer.</summary>
internal sealed class PluginCapacity(IObjects objects, string node, PluginDevices plugins)
{
    /// <summary>Writes a resource as it is now.</summary>
    public void Write(string resource) => objects.Update(Kinds.Nodes, "", node, value =>
    {
        var (all, healthy) = plugins.Count(resource);
        return Set(value, "capacity", resource, all) | Set(value, "allocatable", resource, healthy);
    }, "status");

    /// <summary>A kubelet that starts offers nothing of what was registered with an earlier one.</summary>
    public static void Zero(JsonObject node, IEnumerable<string> resources)
    {
        foreach (var resource in resources.Where(resource => node.At("status", "capacity", resource) is not null))
        {
            Set(node, "capacity", resource, 0);
            Set(node, "allocatable", resource, 0);
        }
    }

    private static bool Set(JsonObject node, string list, string resource, int count)
    {
        var amounts = node.Ensure("status").Ensure(list);
        if (amounts.Text(resource) == $"{count}")
            return false;
        amounts[resource] = $"{count}";
        return true;
    }
}
