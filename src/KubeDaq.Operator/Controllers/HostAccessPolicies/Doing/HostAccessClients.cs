using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;

/// <summary>The kinds that are written to enforce host access.</summary>
internal sealed record HostAccessClients(
    IResourceClient<HostAccessPolicy> Policies,
    IResourceClient<JsonObject> AdmissionPolicies,
    IResourceClient<JsonObject> AdmissionBindings,
    IResourceClient<JsonObject> ClusterRoles);
