using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;
using KubeDaq.Operator.Controllers.Partitions.Doing;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Program;

/// <summary>The clients over a connection.</summary>
internal static class OperatorClients
{
    public static HostAccessClients HostAccess(ClusterConnection connection) => new(
        connection.Client(Kinds.HostAccessPolicy),
        connection.Client(GoverningKinds.AdmissionPolicy),
        connection.Client(GoverningKinds.AdmissionBinding),
        connection.Client(GoverningKinds.ClusterRole));

    public static PartitionClients Over(ClusterConnection connection) => new()
    {
        Partitions = connection.Client(Kinds.Partition),
        Cards = connection.Client(Kinds.ReadoutCard),
        Pods = new PodClient(connection.Client(Kinds.Json(Kinds.Pod))),
        ServiceAccounts = connection.Client(Kinds.Json(Kinds.ServiceAccount)),
        Roles = connection.Client(Kinds.Json(Kinds.Role)),
        RoleBindings = connection.Client(Kinds.Json(Kinds.RoleBinding)),
        Services = connection.Client(Kinds.Json(Kinds.Service)),
        EndpointSlices = connection.Client(Kinds.Json(Kinds.EndpointSlice)),
    };
}
