namespace KubeDaq.Cluster.Clients;

/// <summary>A kind of object as the API server names it.</summary>
/// <param name="Group">The API group; empty for the core.</param>
/// <param name="Version">The version, <c>v1</c>.</param>
/// <param name="Plural">The name in paths, <c>pods</c>.</param>
/// <param name="Kind">The kind, <c>Pod</c>.</param>
/// <param name="Namespaced">Whether its objects are in namespaces.</param>
public record ResourceKind(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>What stands in an object's <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The name that people use: <c>pods</c>, <c>partitions.dune.daq</c>.</summary>
    public string QualifiedName => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The path of a collection or an object, without a leading slash.</summary>
    /// <param name="ns">The namespace; null or empty for all of them and for cluster-wide kinds.</param>
    /// <param name="name">The object's name; null for the collection.</param>
    /// <param name="subresource">Such as <c>status</c>.</param>
    public string Path(string? ns, string? name = null, string? subresource = null)
    {
        var root = Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";
        var within = Namespaced && !string.IsNullOrEmpty(ns) ? $"/namespaces/{Uri.EscapeDataString(ns)}" : "";
        var one = name is null ? "" : "/" + Uri.EscapeDataString(name);
        return $"{root}{within}/{Plural}{one}{(subresource is null ? "" : "/" + subresource)}";
    }
}

/// <summary>A kind together with the type that its objects are read into.</summary>
public sealed record ResourceKind<T>(string Group, string Version, string Plural, string Kind, bool Namespaced, ObjectForm<T> Form)
    : ResourceKind(Group, Version, Plural, Kind, Namespaced)
    where T : class;
