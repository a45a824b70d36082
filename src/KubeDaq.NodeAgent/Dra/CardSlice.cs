using System.Text.Json.Nodes;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>The ResourceSlice of a host: its cards as devices.</summary>
internal static class CardSlice
{
    /// <summary>What it should say.</summary>
    /// <param name="node">The host's node.</param>
    /// <param name="nodeUid">The uid of the node, with which the slice goes.</param>
    /// <param name="devices">The devices in it.</param>
    public static JsonObject Of(string node, string nodeUid, IEnumerable<JsonObject> devices) => new()
    {
        ["apiVersion"] = DraNames.ApiVersion,
        ["kind"] = "ResourceSlice",
        ["metadata"] = new JsonObject
        {
            ["name"] = DraNames.Slice(node),
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = node, ["uid"] = nodeUid }),
        },
        ["spec"] = new JsonObject
        {
            ["driver"] = DraNames.Driver,
            ["nodeName"] = node,
            ["pool"] = new JsonObject { ["name"] = node, ["generation"] = 1, ["resourceSliceCount"] = 1 },
            ["devices"] = new JsonArray([.. devices]),
        },
    };

    /// <summary>The devices of a card.</summary>
    public static IEnumerable<JsonObject> Devices(HostCard card, ReadoutCard? record) => CardResource.Of(card).Select(resource =>
    {
        var device = new JsonObject { ["name"] = resource.Part.Name, ["attributes"] = Attributes(card, resource) };
        if (Taints(card, record).ToArray() is { Length: > 0 } taints)
            device["taints"] = new JsonArray(taints);
        return device;
    });

    /// <summary>Whether two slices offer the same; what the server adds does not count.</summary>
    public static bool SameDevices(JsonNode? left, JsonNode? right) => JsonNode.DeepEquals(Plain(left), Plain(right));

    private static JsonObject Attributes(HostCard card, CardResource resource)
    {
        var attributes = new JsonObject();
        void Text(string name, string? value)
        {
            if (value is { Length: > 0 and <= 64 })
                attributes[name] = new JsonObject { ["string"] = value };
        }
        Text("card", card.Name);
        Text("unit", resource.Part.Unit);
        Text("kind", card.Kind.ToString());
        Text("endpoint", card.Endpoints.FirstOrDefault(one => one.Devices.Intersect(resource.Devices).Any())?.PciAddress ?? card.PciAddress);
        Text("detector", card.Facts.Detector);
        Text("serial", card.Facts.Serial);
        Text("firmware", card.Facts.Firmware);
        Text("resource.kubernetes.io/pciBusID", card.PciAddress);
        Text("resource.kubernetes.io/pcieRoot", card.Facts.PciRoot);
        if (card.Facts.NumaNode is { } numa and >= 0)
            attributes["numaNode"] = new JsonObject { ["int"] = numa };
        return attributes;
    }

    // NoSchedule: nobody new gets the card, and who holds it keeps it.
    private static IEnumerable<JsonObject> Taints(HostCard card, ReadoutCard? record)
    {
        if (!card.IsOfferable)
            yield return Taint(DraNames.UnhealthyTaint, (card.Withheld ?? card.Health).Reason);
        if (record?.Spec.Maintenance ?? false)
            yield return Taint(DraNames.MaintenanceTaint, null);
    }

    private static JsonObject Taint(string key, string? value)
    {
        var taint = new JsonObject { ["key"] = key, ["effect"] = "NoSchedule" };
        if (value is not null)
            taint["value"] = value;
        return taint;
    }

    private static JsonNode Plain(JsonNode? slice)
    {
        // The server leaves an empty list out.
        var devices = slice?["spec"]?["devices"]?.DeepClone() ?? new JsonArray();
        foreach (var taint in (devices as JsonArray ?? []).SelectMany(device => device?["taints"] as JsonArray ?? []).OfType<JsonObject>())
            taint.Remove("timeAdded");
        return devices;
    }
}
