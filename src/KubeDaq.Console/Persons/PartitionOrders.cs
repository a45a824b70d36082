using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Persons;

namespace KubeDaq.Console.Persons;

/// <summary>Starts and stops partitions, in the person's own name.</summary>
internal sealed class PartitionOrders(PersonCluster cluster)
{
    /// <summary>Puts the buttons' addresses in place.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/partitions/{ns}/{name}/start", (string ns, string name, PartitionOrders orders, HttpContext context) => orders.OrderAsync(ns, name, DesiredState.Running, context.RequestAborted));
        routes.MapPost("/partitions/{ns}/{name}/stop", (string ns, string name, PartitionOrders orders, HttpContext context) => orders.OrderAsync(ns, name, DesiredState.Stopped, context.RequestAborted));
    }

    private async Task<IResult> OrderAsync(string ns, string name, DesiredState state, CancellationToken stop)
    {
        var verb = state == DesiredState.Running ? "start" : "stop";
        try
        {
            // The name that the API server knows, which it holds the field to.
            var user = (await SelfReviews.UserAsync(cluster.Connection, stop))["username"]?.GetValue<string>();
            var patch = new JsonObject { ["spec"] = new JsonObject { ["state"] = state.ToString(), ["stateChangedBy"] = user } };
            await cluster.Connection.Client(Kinds.Partition).MergePatchAsync(new ObjectName(GivenName.Check(ns), GivenName.Check(name)), patch, null, stop);
            cluster.Session.Notice($"Partition {ns}/{name} is to {(state == DesiredState.Running ? "run" : "stop")}.");
        }
        catch (ClusterException e)
        {
            cluster.Session.Problem($"Partition {ns}/{name} was not told to {verb}: {e.Message}");
        }
        return Results.LocalRedirect("/partitions");
    }
}
