using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Cluster.Clients;

/// <summary>The body of a delete request, metav1.DeleteOptions.</summary>
internal static class Deletion
{
    public static byte[] Body(DeleteOptions options)
    {
        var body = new JsonObject { ["kind"] = "DeleteOptions", ["apiVersion"] = "v1" };
        var preconditions = new JsonObject();
        if (options.Uid is not null)
            preconditions["uid"] = options.Uid;
        if (options.Version is not null)
            preconditions["resourceVersion"] = options.Version;
        if (preconditions.Count > 0)
            body["preconditions"] = preconditions;
        if (options.Propagation is { } propagation)
            body["propagationPolicy"] = propagation.ToString();
        if (options.GracePeriodSeconds is { } grace)
            body["gracePeriodSeconds"] = grace;
        if (options.DryRun)
            body["dryRun"] = new JsonArray("All");
        return JsonSerializer.SerializeToUtf8Bytes(body);
    }
}
