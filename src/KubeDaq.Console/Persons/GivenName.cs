using KubeDaq.Api.Validation;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Console.Persons;

/// <summary>Names of namespaces and objects that came with a request: nothing else gets into an address of the API server.</summary>
internal static class GivenName
{
    /// <summary>The name, if it is one.</summary>
    /// <exception cref="ClusterException">It is none.</exception>
    public static string Check(string name) =>
        Names.IsSubdomain(name) ? name : throw new ClusterException($"\"{name}\" is no name of a namespace or an object: small letters, digits and dashes");
}
